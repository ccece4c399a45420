package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.EncoderDirectory;
import io.vitrine.encoders.EncoderSpec;
import io.vitrine.encoders.weights.Hub;
import io.vitrine.encoders.weights.Safetensors;
import io.vitrine.encoders.weights.StoredTensor;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Trains the tiny architecture ({@code encoders/tiny.json} among the tests) on coloured squares and discs. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrainerTests {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String USUAL = """
            {'encoder': 'tiny', 'batchSize': 8, 'warmUp': 0.1, 'weightAverage': 0.5, 'seed': 11,
             'learningRates': {'text': 2e-3, 'image': 2e-3, 'heads': 5e-3, 'logitScale': 3e-3},
             'split': {'validation': 0, 'test': 0}, 'captions': {'nameShare': 1}, 'centerCrops': [1],
             'augmentation': {'smallestCrop': 0.9}}""";

    private record Paint(String name, Color colour) {}

    private static final List<Paint> PAINTS = List.of(
            new Paint("red", Color.RED),
            new Paint("blue", Color.BLUE),
            new Paint("green", Color.GREEN),
            new Paint("black", Color.BLACK));

    @TempDir
    Path directory;

    private final TrainingData data = new TrainingData(products(), products(), List.of());
    private final List<EpochReport> resumed = new ArrayList<>();

    @BeforeEach
    void publishTowers() throws IOException {
        PublishedTowers.copyTo(directory.resolve("hub"));
    }

    @ParameterizedTest
    @CsvSource({"float32, softmax, 12", "bfloat16, softmax, 12", "float32, sigmoid, 20"})
    void learns_to_tell_colours_and_shapes_apart(String precision, String loss, int length) throws Exception {
        List<EpochReport> epochs = trainer(
                        plan("{'epochs': %d, 'precision': '%s', 'loss': '%s'}".formatted(length, precision, loss)),
                        "checkpoints",
                        report -> {})
                .train(directory.resolve("trained"))
                .epochs();

        assertThat(epochs).hasSize(length);
        assertThat(epochs.getLast().meanLoss())
                .isLessThan(0.7 * epochs.getFirst().meanLoss());
        RetrievalMetrics.TextToImage figures =
                Objects.requireNonNull(epochs.getLast().validation());
        assertThat(figures.mrrAt10()).isGreaterThan(0.6);
        try (DualEncoder trained = DualEncoder.load(directory.resolve("trained"), ComputeDevice.cpu())) {
            assertThat(trained.embedTexts(List.of("red shirt"))).hasNumberOfRows(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"tiny, softmax", "tiny-gpt2-resnet, softmax", "tiny, sigmoid"})
    void gives_the_same_encoder_when_it_was_stopped_and_resumed(String encoder, String loss) throws Exception {
        TrainingPlan plan = plan("{'epochs': 3, 'encoder': '%s', 'loss': '%s'}".formatted(encoder, loss));
        trainer(plan, "undisturbed", report -> {}).train(directory.resolve("expected"));
        Trainer stopped = trainer(plan, "stopped", report -> {
            if (report.epoch() == 1) {
                throw new IllegalStateException("stopped after epoch 1");
            }
        });
        assertThatIllegalStateException().isThrownBy(() -> stopped.train(directory.resolve("resumed")));
        assertThat(directory.resolve("resumed")).doesNotExist();

        List<EpochReport> epochs = trainer(plan, "stopped", report -> {})
                .train(directory.resolve("resumed"))
                .epochs();

        assertThat(epochs).extracting(EpochReport::epoch).containsExactly(1, 2, 3);
        assertThat(resumed).containsExactly(epochs.getFirst());
        Map<String, StoredTensor> expected = weights("expected");
        weights("resumed")
                .forEach((name, tensor) -> assertThat(tensor.floats())
                        .as(name)
                        .containsExactly(
                                Objects.requireNonNull(expected.get(name)).floats(), within(2e-3f)));
    }

    @Test
    void keeps_the_running_statistics_of_a_tower_beside_what_it_learns() throws Exception {
        trainer(plan("{'epochs': 2, 'encoder': 'tiny-gpt2-resnet'}"), "checkpoints", report -> {})
                .train(directory.resolve("trained"));

        Map<String, StoredTensor> checkpoint = weights("checkpoints/epoch-0002");
        Map<String, StoredTensor> optimiser =
                Safetensors.read(directory.resolve("checkpoints/epoch-0002/optimiser.safetensors"));
        List<String> statistics = checkpoint.keySet().stream()
                .filter(name -> name.contains("running_"))
                .toList();
        assertThat(statistics).hasSize(12);
        for (String name : statistics) {
            float[] values = Objects.requireNonNull(checkpoint.get(name)).floats();
            assertThat(values).as(name).doesNotContain(0, 1);
            assertThat(Objects.requireNonNull(weights("trained").get(name)).floats())
                    .as(name)
                    .containsExactly(values);
            assertThat(optimiser).doesNotContainKey("mean." + name);
        }
    }

    @Test
    void hands_out_the_average_and_goes_on_from_the_last_weights() throws Exception {
        trainer(plan(2), "checkpoints", report -> {}).train(directory.resolve("trained"));

        float[] last = matrix(weights("checkpoints/epoch-0002"));
        float[] average = matrix(Safetensors.read(directory.resolve("checkpoints/epoch-0002/average.safetensors")));
        assertThat(matrix(weights("trained"))).containsExactly(average, within(1e-3f)); // in float16
        assertThat(Arrays.equals(last, average)).isFalse();
    }

    @Test
    void ends_when_nothing_gets_better_and_keeps_the_best_epoch() throws Exception {
        TrainingPlan idle = plan("""
                {'epochs': 12, 'patience': 3, 'split': {'validation': 0.1, 'test': 0},
                 'learningRates': {'text': 0, 'image': 0, 'heads': 0, 'logitScale': 0}}""");

        List<EpochReport> epochs = trainer(idle, "checkpoints", report -> {})
                .train(directory.resolve("trained"))
                .epochs();

        assertThat(epochs).extracting(EpochReport::epoch).containsExactly(1, 2, 3, 4);
        try (Stream<Path> kept = Files.list(directory.resolve("checkpoints"))) {
            assertThat(kept.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("epoch-0001", "epoch-0003", "epoch-0004");
        }
    }

    @Test
    void hands_out_the_best_epoch_where_the_plan_has_patience() throws Exception {
        TrainingPlan wild = plan("""
                {'epochs': 8, 'patience': 2, 'split': {'validation': 0.1, 'test': 0},
                 'learningRates': {'text': 0.02, 'image': 0.02, 'heads': 0.05, 'logitScale': 3e-3}}""");

        List<EpochReport> epochs = trainer(wild, "checkpoints", report -> {})
                .train(directory.resolve("trained"))
                .epochs();

        EpochReport best = epochs.getFirst();
        for (EpochReport epoch : epochs) {
            best = mrr(epoch) > mrr(best) ? epoch : best;
        }
        Path checkpoint = directory.resolve("checkpoints").resolve("epoch-000" + best.epoch());
        float[] average = matrix(Safetensors.read(checkpoint.resolve("average.safetensors")));
        assertThat(epochs).hasSizeLessThan(8);
        assertThat(best.epoch()).isLessThan(epochs.size());
        assertThat(matrix(weights("trained"))).containsExactly(average, within(1e-3f));
    }

    @Test
    void has_nothing_to_be_patient_about_where_no_product_is_held_out() throws Exception {
        TrainingPlan plan = plan("{'epochs': 3, 'patience': 1, 'split': {'validation': 0.1, 'test': 0}}");
        TrainingData allToLearn = new TrainingData(products(), List.of(), List.of());
        Trainer trainer = new Trainer(
                plan,
                allToLearn,
                this::start,
                directory.resolve("checkpoints"),
                directory,
                ComputeDevice.cpu(),
                silent());

        assertThat(trainer.train(directory.resolve("trained")).epochs()).hasSize(3);
        assertThat(directory.resolve("trained")).isNotEmptyDirectory();
    }

    @Test
    void ends_after_so_many_steps_also_within_an_epoch() throws Exception {
        int perEpoch = products().size() / 8;
        Trainer stopped = trainer(plan("{'steps': %d}".formatted(perEpoch + 2)), "checkpoints", report -> {
            throw new IllegalStateException("stopped after epoch " + report.epoch());
        });
        assertThatIllegalStateException().isThrownBy(() -> stopped.train(directory.resolve("trained")));
        List<Integer> steps = new ArrayList<>();

        List<EpochReport> epochs = new Trainer(
                        plan("{'steps': %d}".formatted(perEpoch + 2)),
                        data,
                        this::start,
                        directory.resolve("checkpoints"),
                        directory.resolve("features"),
                        ComputeDevice.cpu(),
                        counting(steps))
                .train(directory.resolve("trained"))
                .epochs();

        assertThat(steps).containsExactly(perEpoch + 1, perEpoch + 2);
        assertThat(epochs).extracting(EpochReport::epoch).containsExactly(1, 2);
    }

    @Test
    void leaves_locked_towers_as_they_are_and_looks_at_each_picture_once() throws Exception {
        TrainingPlan plan = plan("{'epochs': 3, 'locked': {'text': true, 'image': true}}");
        List<Integer> looks = new ArrayList<>();
        Trainer stopped = trainer(plan, "checkpoints", looks::add, report -> {
            throw new IllegalStateException("stopped after epoch " + report.epoch());
        });
        assertThatIllegalStateException().isThrownBy(() -> stopped.train(directory.resolve("trained")));
        assertThat(looks).containsExactly(products().size());

        List<EpochReport> epochs = trainer(plan, "checkpoints", looks::add, report -> {})
                .train(directory.resolve("trained"))
                .epochs();

        assertThat(looks).hasSize(1); // the resumed training has read them
        assertThat(epochs.getLast().meanLoss()).isLessThan(epochs.getFirst().meanLoss());
        try (DualEncoder start = start(ComputeDevice.cpu())) {
            start.parameters().forEach((name, parameter) -> {
                float[] trained =
                        Objects.requireNonNull(weights("trained").get(name)).floats();
                if (DualEncoder.partOf(name) == DualEncoder.Part.HEAD) {
                    assertThat(Arrays.equals(trained, parameter.toFloatArray()))
                            .as(name)
                            .isFalse();
                } else if (DualEncoder.partOf(name) != DualEncoder.Part.LOGIT_SCALE) {
                    assertThat(trained).as(name).containsExactly(parameter.toFloatArray(), within(2e-3f)); // in float16
                }
            });
        }
    }

    @Test
    void shares_what_locked_towers_say_with_trainings_that_lock_the_same() throws Exception {
        TrainingPlan plan = plan("{'epochs': 1, 'locked': {'text': true, 'image': true}}");
        List<Integer> looks = new ArrayList<>();
        trainer(plan, "first", looks::add, report -> {}).train(directory.resolve("first-trained"));
        List<Path> kept = features();
        assertThat(kept).hasSize(2);

        trainer(plan, "second", looks::add, report -> {}).train(directory.resolve("second-trained"));

        assertThat(looks).hasSize(1);
        assertThat(features()).isEqualTo(kept);
        Map<String, StoredTensor> first = weights("first-trained");
        weights("second-trained")
                .forEach((name, tensor) -> assertThat(tensor.floats())
                        .as(name)
                        .containsExactly(Objects.requireNonNull(first.get(name)).floats(), within(2e-3f)));
    }

    @Test
    void computes_again_what_is_damaged_or_of_another_tower() throws Exception {
        TrainingPlan plan = plan("{'epochs': 1, 'locked': {'text': true, 'image': true}}");
        List<Integer> looks = new ArrayList<>();
        trainer(plan, "first", looks::add, report -> {}).train(directory.resolve("first-trained"));
        for (Path file : features()) {
            Files.write(file, new byte[] {1, 2, 3});
        }
        trainer(plan, "second", looks::add, report -> {}).train(directory.resolve("second-trained"));

        TrainingPlan another =
                plan("{'epochs': 1, 'encoder': 'tiny-gpt2-resnet', 'locked': {'text': true, 'image': true}}");
        List<Path> before = features();
        trainer(another, "third", looks::add, report -> {}).train(directory.resolve("third-trained"));

        assertThat(looks).hasSize(3);
        assertThat(features()).hasSize(2).doesNotContainAnyElementsOf(before);
    }

    private List<Path> features() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("features"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void hands_out_the_best_of_what_lies_between_the_start_and_the_end() throws Exception {
        TrainingPlan plan = plan("""
                {'epochs': 2, 'startShares': [0.9, 0.5, 0], 'split': {'validation': 0.1, 'test': 0}}""");

        TrainingOutcome outcome = trainer(plan, "checkpoints", report -> {}).train(directory.resolve("trained"));

        assertThat(outcome.blends()).extracting(StartBlend::startShare).containsExactlyInAnyOrder(0.9, 0.5, 0.0);
        assertThat(outcome.blends())
                .isSortedAccordingTo(Comparator.comparingDouble(StartBlend::mrr).reversed());
        float share = (float) outcome.blends().getFirst().startShare();
        float[] end = matrix(Safetensors.read(directory.resolve("checkpoints/epoch-0002/average.safetensors")));
        try (DualEncoder start = start(ComputeDevice.cpu())) {
            float[] blend = Objects.requireNonNull(start.parameters().get("text_projection.weight"))
                    .toFloatArray();
            for (int i = 0; i < blend.length; i++) {
                blend[i] = share * blend[i] + (1 - share) * end[i];
            }
            assertThat(matrix(weights("trained"))).containsExactly(blend, within(1e-3f)); // in float16
        }
    }

    @Test
    void refuses_to_blend_what_has_running_statistics() {
        Trainer trainer = trainer(
                plan("{'epochs': 1, 'encoder': 'tiny-gpt2-resnet', 'startShares': [0.5]}"),
                "checkpoints",
                report -> {});

        assertThatExceptionOfType(LearningException.class)
                .isThrownBy(() -> trainer.train(directory.resolve("trained")))
                .withMessageContaining("startShares");
    }

    @Test
    void hands_out_the_encoder_with_the_crop_that_the_validation_part_likes_best() throws Exception {
        TrainingPlan plan =
                plan("{'epochs': 2, 'centerCrops': [0.1, 1, 0.5], 'split': {'validation': 0.1, 'test': 0}}");

        TrainingOutcome outcome = trainer(plan, "checkpoints", report -> {}).train(directory.resolve("trained"));

        assertThat(outcome.centerCrops()).extracting(TriedCrop::centerCrop).containsExactlyInAnyOrder(0.1, 1.0, 0.5);
        assertThat(outcome.centerCrops())
                .isSortedAccordingTo(Comparator.comparingDouble(TriedCrop::mrr).reversed());
        assertThat(outcome.centerCrops().getFirst().mrr())
                .isGreaterThan(outcome.centerCrops().getLast().mrr());
        try (DualEncoder trained = DualEncoder.load(directory.resolve("trained"), ComputeDevice.cpu())) {
            double best = outcome.centerCrops().getFirst().centerCrop();
            assertThat(trained.spec().withCenterCrop(best)).isEqualTo(trained.spec());
            assertThat(new CatalogueVectors(Sides.of(trained), data.validation(), done -> {})
                            .textToImage(0)
                            .mrrAt10())
                    .isCloseTo(outcome.centerCrops().getFirst().mrr(), within(0.02)); // in float16
        }
    }

    @Test
    void takes_the_crop_named_first_where_nothing_is_held_out() {
        try (DualEncoder encoder = start(ComputeDevice.cpu())) {
            assertThat(CenterCrops.tried(List.of(0.5, 1.0), encoder, List.of()))
                    .containsExactly(new TriedCrop(0.5, null));
        }
    }

    private static double mrr(EpochReport epoch) {
        return Objects.requireNonNull(epoch.validation()).mrrAt10();
    }

    private static float[] matrix(Map<String, StoredTensor> tensors) {
        return Objects.requireNonNull(tensors.get("text_projection.weight")).floats();
    }

    @Test
    void does_not_go_on_from_a_checkpoint_of_another_plan() throws Exception {
        trainer(plan(1), "checkpoints", report -> {}).train(directory.resolve("first"));

        assertThatExceptionOfType(LearningException.class)
                .isThrownBy(() -> trainer(plan(2), "checkpoints", report -> {}).train(directory.resolve("second")))
                .withMessageContaining("another plan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "optimiser.safetensors", "average.safetensors", "state.json"})
    void does_not_go_on_from_a_checkpoint_that_is_cut_short_and_names_the_file(String name) throws Exception {
        TrainingPlan plan = plan("{'epochs': 2}");
        Trainer stopped = trainer(plan, "checkpoints", report -> {
            throw new IllegalStateException("stopped after epoch 1");
        });
        assertThatIllegalStateException().isThrownBy(() -> stopped.train(directory.resolve("trained")));
        Path file = directory.resolve("checkpoints/epoch-0001").resolve(name);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        Trainer resuming = trainer(plan, "checkpoints", report -> {});
        assertThatThrownBy(() -> resuming.train(directory.resolve("trained"))).hasMessageContaining(file.toString());
        assertThat(directory.resolve("trained")).doesNotExist();

        Files.write(file, whole);
        assertThat(trainer(plan, "checkpoints", report -> {})
                        .train(directory.resolve("trained"))
                        .epochs())
                .hasSize(2);
    }

    @Test
    void refuses_a_batch_larger_than_the_training_part() {
        TrainingData little = new TrainingData(products().subList(0, 5), List.of(), List.of());
        Trainer trainer = new Trainer(
                plan(1),
                little,
                this::start,
                directory.resolve("checkpoints"),
                directory,
                ComputeDevice.cpu(),
                silent());

        assertThatExceptionOfType(LearningException.class)
                .isThrownBy(() -> trainer.train(directory.resolve("trained")))
                .withMessageContaining("batchSize");
    }

    private interface AfterEpoch {
        void accept(EpochReport report);
    }

    private Trainer trainer(TrainingPlan plan, String checkpoints, AfterEpoch afterEpoch) {
        return trainer(plan, checkpoints, looks -> {}, afterEpoch);
    }

    private Trainer trainer(TrainingPlan plan, String checkpoints, IntConsumer looks, AfterEpoch afterEpoch) {
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onLockedPictures(int done, int total) {
                looks.accept(done);
            }

            @Override
            public void onResumption(List<EpochReport> epochs) {
                resumed.addAll(epochs);
            }

            @Override
            public void onStep(TrainingProgress progress) {
                assertThat(progress.step()).isBetween(1, progress.totalSteps());
            }

            @Override
            public void onEpoch(EpochReport report) {
                afterEpoch.accept(report);
            }
        };
        return new Trainer(
                plan,
                data,
                device -> start(plan.encoder(), device),
                directory.resolve(checkpoints),
                directory.resolve("features"),
                ComputeDevice.cpu(),
                listener);
    }

    private static TrainingListener silent() {
        return counting(new ArrayList<>());
    }

    private static TrainingListener counting(List<Integer> steps) {
        return new TrainingListener() {
            @Override
            public void onStep(TrainingProgress progress) {
                steps.add(progress.step());
            }

            @Override
            public void onEpoch(EpochReport report) {}
        };
    }

    private DualEncoder start(ComputeDevice device) {
        return start("tiny", device);
    }

    private DualEncoder start(String encoder, ComputeDevice device) {
        return EncoderDirectory.start(EncoderSpec.named(encoder), new Hub(directory.resolve("hub")), 11, device);
    }

    private static TrainingPlan plan(int epochs) {
        return plan("{'epochs': %d}".formatted(epochs));
    }

    /** The usual plan of these tests with changes, written with single quotes. */
    private static TrainingPlan plan(String changes) {
        ObjectNode document = (ObjectNode) JSON.readTree(USUAL.replace('\'', '"'));
        document.setAll((ObjectNode) JSON.readTree(changes.replace('\'', '"')));
        return PlanDocument.overDefaults(JSON, document);
    }

    private Map<String, StoredTensor> weights(String encoder) {
        return Safetensors.read(directory.resolve(encoder).resolve("model.safetensors"));
    }

    /** Four colours, two shapes, six of each. */
    private static List<TrainingProduct> products() {
        List<TrainingProduct> products = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int size = 12 + i;
            for (Paint paint : PAINTS) {
                products.add(product(paint.name() + " shirt", size, drawn(paint.colour(), size, true)));
                products.add(product(paint.name() + " watch", size, drawn(paint.colour(), size, false)));
            }
        }
        return products;
    }

    private static TrainingProduct product(String name, int size, byte[] picture) {
        String id = name + size;
        return new TrainingProduct(id, name, Map.of(), id, () -> picture);
    }

    private static byte[] drawn(Color colour, int size, boolean square) {
        BufferedImage image = new BufferedImage(24, 32, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 24, 32);
        graphics.setColor(colour);
        if (square) {
            graphics.fillRect(3, 5, size, size + 4);
        } else {
            graphics.drawOval(3, 7, size, size);
        }
        graphics.dispose();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
