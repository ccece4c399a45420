package io.vitrine.learning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a training says what a picture shows: with the product's name or a part of it, or with a template that the product fills. A product
 * that lacks what the template drawn asks for is called by its name.
 */
final class Captioning {

    private static final Pattern SLOT = Pattern.compile("\\{([^{}]+)}");
    private static final String NAME = "name";
    private static final String PHRASE = "phrase";

    private final TrainingPlan.Captions plan;
    private final ShopperWords words = ShopperWords.load();

    Captioning(TrainingPlan.Captions plan) {
        this.plan = plan;
    }

    /** Whether the template is text with at least one slot, and no brace outside of slots. */
    static boolean isTemplate(String template) {
        return SLOT.matcher(template).find()
                && SLOT.matcher(template).replaceAll("").chars().noneMatch(letter -> letter == '{' || letter == '}');
    }

    /** @throws LearningException when a template asks for an attribute that no product has */
    void checkAgainst(List<TrainingProduct> products) {
        Set<String> attributes = products.stream()
                .flatMap(product -> product.attributes().keySet().stream())
                .collect(Collectors.toSet());
        for (String template : plan.templates()) {
            Matcher slots = SLOT.matcher(template);
            while (slots.find()) {
                String slot = slots.group(1);
                if (!slot.equals(NAME) && !slot.equals(PHRASE) && !attributes.contains(slot)) {
                    throw new LearningException("captions.templates: no product has the attribute '" + slot
                            + "' of the template '" + template + "'");
                }
            }
        }
    }

    Caption of(TrainingProduct product, RandomGenerator random) {
        if (random.nextDouble() < plan.nameShare()) {
            return Caption.ofPart(product.name(), plan.wordDropout(), random);
        }
        List<String> templates = plan.templates();
        int drawn = templates.size() == 1 ? 0 : random.nextInt(templates.size());
        return filled(templates.get(drawn), product, random).orElseGet(() -> Caption.ofName(product.name()));
    }

    private Optional<Caption> filled(String template, TrainingProduct product, RandomGenerator random) {
        Map<String, String> claims = new HashMap<>();
        boolean named = false;
        StringBuilder text = new StringBuilder();
        Matcher slots = SLOT.matcher(template);
        while (slots.find()) {
            String slot = slots.group(1);
            named |= slot.equals(NAME);
            Optional<String> value = value(slot, product, random, claims);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            slots.appendReplacement(text, Matcher.quoteReplacement(value.get()));
        }
        slots.appendTail(text);
        Caption.Truth truth = new Caption.Attributes(Map.copyOf(claims));
        return Optional.of(new Caption(
                text.toString(),
                named ? new Caption.Both(new Caption.Name(NameKey.words(product.name())), truth) : truth));
    }

    private Optional<String> value(
            String slot, TrainingProduct product, RandomGenerator random, Map<String, String> claims) {
        if (slot.equals(NAME)) {
            return Optional.of(product.name());
        }
        if (slot.equals(PHRASE)) {
            Optional<ShopperWords.Phrase> phrase = words.phrase(product.attributes(), random);
            phrase.ifPresent(said -> claims.putAll(said.claims()));
            return phrase.map(ShopperWords.Phrase::text);
        }
        Optional<String> value =
                Optional.ofNullable(product.attributes().get(slot)).filter(said -> !said.isBlank());
        value.ifPresent(said -> claims.put(slot, said));
        return value;
    }
}
