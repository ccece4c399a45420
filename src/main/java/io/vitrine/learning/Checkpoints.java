package io.vitrine.learning;

import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.EncoderDirectory;
import io.vitrine.encoders.weights.Safetensors;
import io.vitrine.encoders.weights.TensorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a training leaves on disk after each epoch, enough to go on from: weights, their average, optimiser moments and position. A checkpoint
 * is a directory that appears whole (written aside, forced to disk, renamed); the last two and the best are kept.
 */
final class Checkpoints {

    private static final String PREFIX = "epoch-";
    private static final String OPTIMISER = "optimiser.safetensors";
    private static final String AVERAGE = "average.safetensors";
    private static final String STATE = "state.json";
    private static final int KEPT = 2;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Where a training stands.
     *
     * @param epochs what its finished epochs gave
     * @param logitBias what its loss has learned beside the encoder; null for nothing
     */
    record State(
            @JsonDeserialize(using = PlanDocument.class) TrainingPlan plan,
            List<EpochReport> epochs,
            @Nullable Float logitBias) {}

    private final Path directory;

    Checkpoints(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes the checkpoint of the last epoch.
     *
     * @param best the epoch whose checkpoint is kept whatever its age; 0 for none
     */
    void save(DualEncoder encoder, AdamW optimiser, WeightAverage average, State state, int best) {
        Path target = of(state.epochs().size());
        Path unfinished = directory.resolve(target.getFileName() + ".part");
        try {
            delete(unfinished);
            EncoderDirectory.save(encoder, unfinished, TensorType.F32);
            Safetensors.write(unfinished.resolve(OPTIMISER), optimiser.state(), TensorType.F32);
            Safetensors.write(unfinished.resolve(AVERAGE), average.state(), TensorType.F32);
            Files.write(unfinished.resolve(STATE), JSON.writeValueAsBytes(state));
            Safetensors.forceDirectory(unfinished);
            delete(target);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            Safetensors.forceDirectory(directory);
            for (Path old : finished().stream().skip(KEPT).toList()) {
                if (!old.equals(of(best))) {
                    delete(old);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the checkpoint " + target, e);
        }
    }

    /** Where an epoch's checkpoint is, if it is kept. */
    Path of(int epoch) {
        return directory.resolve(PREFIX + "%04d".formatted(epoch));
    }

    /** The newest checkpoint's directory, which {@link DualEncoder#load} opens. */
    Optional<Path> latest() {
        return finished().stream().findFirst();
    }

    State state(Path checkpoint) {
        Path file = checkpoint.resolve(STATE);
        try {
            return JSON.readValue(Files.readAllBytes(file), State.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        } catch (JacksonException damaged) {
            throw new LearningException(file + " is damaged: " + damaged.getOriginalMessage(), damaged);
        }
    }

    void restore(AdamW optimiser, WeightAverage average, Path checkpoint) {
        optimiser.restore(Safetensors.read(checkpoint.resolve(OPTIMISER)));
        restore(average, checkpoint);
    }

    void restore(WeightAverage average, Path checkpoint) {
        average.restore(Safetensors.read(checkpoint.resolve(AVERAGE)));
    }

    /** Finished checkpoints, the newest first. */
    private List<Path> finished() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(path -> path.getFileName().toString().matches(PREFIX + "\\d{4,}"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the checkpoints in " + directory, e);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(tree)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
