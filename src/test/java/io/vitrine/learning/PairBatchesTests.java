package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.encoders.Preprocessing;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Twelve shirts and twelve watches in batches of four. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PairBatchesTests {

    private static final int EPOCHS = 3;
    private static final int STEPS = 6;

    @Test
    void every_product_comes_once_in_an_epoch_alone_or_in_runs() throws Exception {
        for (int run : List.of(1, 4)) {
            List<List<String>> batches = batches(run);
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                assertThat(batches.subList(epoch * STEPS, (epoch + 1) * STEPS).stream()
                                .flatMap(List::stream))
                        .containsExactlyInAnyOrderElementsOf(
                                products().stream().map(TrainingProduct::name).toList());
            }
        }
    }

    @Test
    void within_a_run_all_products_have_the_attribute_in_common() throws Exception {
        assertThat(batches(4)).allMatch(batch -> kinds(batch) == 1);
        assertThat(batches(2)).anyMatch(batch -> kinds(batch) == 2);
        assertThat(batches(1)).anyMatch(batch -> kinds(batch) == 2);
    }

    @Test
    void runs_differ_from_epoch_to_epoch_and_not_from_training_to_training() throws Exception {
        List<List<String>> batches = batches(4);

        assertThat(batches(4)).isEqualTo(batches);
        assertThat(batches.subList(0, STEPS)).doesNotContainAnyElementsOf(batches.subList(STEPS, 2 * STEPS));
    }

    private static long kinds(List<String> batch) {
        return batch.stream().map(name -> name.split(" ", 2)[0]).distinct().count();
    }

    private static List<List<String>> batches(int run) throws InterruptedException {
        TrainingPlan usual = TrainingPlan.defaults();
        TrainingPlan plan = new TrainingPlan(
                usual.encoder(),
                EPOCHS,
                0,
                4,
                usual.microBatchSize(),
                usual.loss(),
                usual.learningRates(),
                usual.locked(),
                usual.weightDecay(),
                usual.warmUp(),
                usual.clipNorm(),
                usual.weightAverage(),
                usual.startShares(),
                usual.centerCrops(),
                usual.patience(),
                usual.precision(),
                usual.seed(),
                usual.split(),
                new TrainingPlan.Captions(1, 0),
                new TrainingPlan.HardNegatives("articleType", run),
                usual.augmentation());
        List<List<String>> texts = new ArrayList<>();
        try (PairBatches batches = new PairBatches(products(), plan, new Preprocessing(8, 8))) {
            for (int step = 0; step < EPOCHS * STEPS; step++) {
                texts.add(batches.at(step).texts());
            }
        }
        return texts;
    }

    private static List<TrainingProduct> products() {
        List<TrainingProduct> products = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            for (String kind : List.of("Shirt", "Watch")) {
                String name = kind + " " + i;
                products.add(
                        new TrainingProduct(name, name, Map.of("articleType", kind), name, PairBatchesTests::picture));
            }
        }
        return products;
    }

    private static byte[] picture() {
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
