package io.vitrine.learning;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The products of a training by part; nothing of validation or test is ever learned from. */
public record TrainingData(List<TrainingProduct> train, List<TrainingProduct> validation, List<TrainingProduct> test) {

    /** Splits a catalogue as the plan says. */
    public static TrainingData split(List<TrainingProduct> products, TrainingPlan plan) {
        List<CatalogueSplit.Item> items = products.stream()
                .map(product -> new CatalogueSplit.Item(product.id(), product.name(), product.pictureHash()))
                .toList();
        TrainingPlan.Split split = plan.split();
        Map<String, CatalogueSplit.Part> parts =
                CatalogueSplit.of(items, split.validation(), split.test(), split.seed());
        Map<CatalogueSplit.Part, List<TrainingProduct>> byPart = products.stream()
                .collect(Collectors.groupingBy(
                        product -> parts.get(product.id()),
                        () -> new EnumMap<>(CatalogueSplit.Part.class),
                        Collectors.toList()));
        return new TrainingData(
                byPart.getOrDefault(CatalogueSplit.Part.TRAIN, List.of()),
                byPart.getOrDefault(CatalogueSplit.Part.VALIDATION, List.of()),
                byPart.getOrDefault(CatalogueSplit.Part.TEST, List.of()));
    }

    /** Number of products in all parts. */
    public int size() {
        return train.size() + validation.size() + test.size();
    }

    /** The same parts with more products to learn from, such as drawn ones, that no figure is measured on. */
    public TrainingData plus(List<TrainingProduct> more) {
        List<TrainingProduct> all = new ArrayList<>(train);
        all.addAll(more);
        return new TrainingData(List.copyOf(all), validation, test);
    }
}
