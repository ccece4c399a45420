package io.vitrine.learning;

import io.vitrine.encoders.Picture;
import io.vitrine.encoders.Preprocessing;
import io.vitrine.encoders.UnreadablePictureException;
import io.vitrine.encoders.image.PixelWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a training by step. What a batch holds follows from the seed and the step alone, so that a resumed training
 * sees what an undisturbed one would have seen. The next batch is prepared while the current one is learned.
 */
final class PairBatches implements AutoCloseable {

    private final List<TrainingProduct> products;
    private final List<? extends Set<String>> nameWords;
    private final TrainingPlan plan;
    private final Preprocessing preprocessing;
    private final Captioning captioning;
    private final ExecutorService background = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("batches").daemon().factory());

    private int[] order = {};
    private int orderedEpoch = -1;
    private int nextStep = -1;
    private @Nullable Future<PairBatch> next;

    PairBatches(List<TrainingProduct> products, TrainingPlan plan, Preprocessing preprocessing) {
        this.products = products;
        this.nameWords =
                products.stream().map(product -> NameKey.words(product.name())).toList();
        this.plan = plan;
        this.preprocessing = preprocessing;
        this.captioning = new Captioning(plan.captions());
        captioning.checkAgainst(products);
        if (stepsPerEpoch() == 0) {
            throw new LearningException("The training part has " + products.size()
                    + " products, fewer than one batch of " + plan.batchSize() + ": lower batchSize or hold out less");
        }
    }

    /** Whole batches of one epoch; what is left over after shuffling waits for another epoch. */
    int stepsPerEpoch() {
        return plan.stepsPerEpoch(products.size());
    }

    /** The batch of a step, counted from 0 over all epochs. */
    PairBatch at(int step) throws InterruptedException {
        Future<PairBatch> ready = next != null && nextStep == step ? next : background.submit(() -> prepare(step));
        try {
            PairBatch batch = ready.get();
            nextStep = step + 1;
            next = background.submit(() -> prepare(step + 1));
            return batch;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LearningException known) {
                throw known;
            }
            throw new LearningException("Batch " + step + " cannot be prepared", e);
        }
    }

    private PairBatch prepare(int step) {
        int epoch = step / stepsPerEpoch();
        if (epoch != orderedEpoch) {
            order = shuffled(epoch);
            orderedEpoch = epoch;
        }
        SplittableRandom random = new SplittableRandom(mix(plan.seed(), step));
        List<TrainingProduct> chosen = new ArrayList<>();
        List<Caption> captions = new ArrayList<>();
        List<PixelWindow> windows = new ArrayList<>();
        int start = step % stepsPerEpoch() * plan.batchSize();
        for (int i = 0; i < plan.batchSize(); i++) {
            TrainingProduct product = products.get(order[start + i]);
            chosen.add(product);
            captions.add(captioning.of(product, random));
            if (!plan.locked().image()) {
                windows.add(window(random));
            }
        }
        List<Picture> pictures = IntStream.range(0, windows.size())
                .parallel()
                .mapToObj(i -> picture(chosen.get(i), windows.get(i)))
                .toList();
        return new PairBatch(chosen, captions.stream().map(Caption::text).toList(), pictures, fits(captions, start));
    }

    private boolean[][] fits(List<Caption> captions, int start) {
        boolean[][] fits = new boolean[captions.size()][captions.size()];
        for (int i = 0; i < fits.length; i++) {
            for (int j = 0; j < fits.length; j++) {
                int product = order[start + j];
                fits[i][j] = i == j || captions.get(i).truth().of(products.get(product), nameWords.get(product));
            }
        }
        return fits;
    }

    private PixelWindow window(RandomGenerator random) {
        double smallest = plan.augmentation().smallestCrop();
        double width = smallest + (1 - smallest) * random.nextDouble();
        double height = smallest + (1 - smallest) * random.nextDouble();
        double left = (1 - width) * random.nextDouble();
        double top = (1 - height) * random.nextDouble();
        boolean mirrored = plan.augmentation().mirror() && random.nextBoolean();
        return new PixelWindow(left, top, width, height, mirrored);
    }

    private Picture picture(TrainingProduct product, PixelWindow window) {
        try {
            return preprocessing.of(Preprocessing.decode(product.picture().read()), window);
        } catch (IOException | UnreadablePictureException e) {
            throw new LearningException("The picture of product '" + product.id() + "' cannot be read", e);
        }
    }

    /** An epoch's order: products at random, or runs at random of products that are alike. */
    private int[] shuffled(int epoch) {
        Random random = new Random(mix(plan.seed(), -1 - epoch));
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, products.size()).boxed().toList());
        Collections.shuffle(numbers, random);
        if (plan.hardNegatives().run() == 1) {
            return numbers.stream().mapToInt(Integer::intValue).toArray();
        }
        List<List<Integer>> runs = runs(numbers);
        Collections.shuffle(runs, random);
        return runs.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
    }

    private List<List<Integer>> runs(List<Integer> numbers) {
        TrainingPlan.HardNegatives hard = plan.hardNegatives();
        Map<String, List<Integer>> alike = numbers.stream()
                .collect(Collectors.groupingBy(
                        number -> products.get(number).attributes().getOrDefault(hard.attribute(), ""),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return alike.values().stream()
                .flatMap(group -> group.stream().gather(Gatherers.windowFixed(hard.run())))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static long mix(long seed, long step) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + step).nextLong();
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
