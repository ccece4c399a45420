package io.vitrine.learning;

import ai.djl.ndarray.NDArray;
import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.EncoderDirectory;
import io.vitrine.encoders.MatrixProducts;
import io.vitrine.encoders.weights.TensorType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Trains a dual encoder on pairs of pictures and texts, epoch by epoch, from a given start or from its last checkpoint.
 * One training at a time in a process: the engine collects gradients for one only.
 */
public final class Trainer {

    /** CLIP clamps its scale so that no logit is multiplied by more than 100 (Radford et al. 2021). */
    private static final float LARGEST_LOGIT_SCALE = (float) Math.log(100);

    private final TrainingPlan plan;
    private final TrainingData data;
    private final Function<ComputeDevice, DualEncoder> start;
    private final Checkpoints checkpoints;
    private final Path features;
    private final ComputeDevice device;
    private final TrainingListener listener;
    private final StartBlending blending;
    private final List<EpochReport> epochs = new ArrayList<>();
    private @Nullable Float logitBias;

    /**
     * Prepares a training.
     *
     * @param start opens the encoder that the first epoch begins with
     * @param checkpoints where they are written, and where an interrupted run of the same plan goes on
     * @param features where those of locked towers are kept, which other trainings may share
     */
    public Trainer(
            TrainingPlan plan,
            TrainingData data,
            Function<ComputeDevice, DualEncoder> start,
            Path checkpoints,
            Path features,
            ComputeDevice device,
            TrainingListener listener) {
        this.plan = plan;
        this.data = data;
        this.start = start;
        this.checkpoints = new Checkpoints(checkpoints);
        this.features = features;
        this.device = device;
        this.listener = listener;
        this.blending = new StartBlending(plan.startShares(), data.validation());
    }

    /**
     * Trains until the plan's last epoch, or until its patience is over, and writes the encoder to {@code output} in float16.
     *
     * @return what each epoch gave, those before a resumption included, and what was tried at the end
     * @throws LearningException when the plan does not fit the data or the checkpoint, or the training diverges
     */
    public TrainingOutcome train(Path output) throws InterruptedException {
        trainTo(plan.totalEpochs(data.train().size()));
        return handOut(checkpoints.of(plan.patience() == 0 || bestEpoch() == 0 ? epochs.size() : bestEpoch()), output);
    }

    /**
     * Trains until an epoch is finished and its checkpoint written, or until the plan's patience is over; a later call goes on.
     *
     * @return what each epoch gave; more of them than were asked for when an earlier run went further
     * @throws LearningException when the plan does not fit the data or the checkpoint, or the training diverges
     */
    public List<EpochReport> trainTo(int last) throws InterruptedException {
        Optional<Path> checkpoint = checkpoints.latest();
        checkpoint.ifPresent(this::readPosition);
        if (isFinished(last)) {
            return List.copyOf(epochs);
        }
        try (MatrixProducts.Restoration products = MatrixProducts.forLearning(device);
                DualEncoder encoder = open(checkpoint);
                PairBatches batches = new PairBatches(data.train(), plan, encoder.preprocessing());
                BatchLoss loss = BatchLoss.of(
                        plan, logitBias, encoder.logitScaleParameter().getManager());
                AdamW optimiser = optimiser(encoder, loss)) {
            blending.check(encoder);
            Sides sides = Sides.of(encoder, plan.locked(), features);
            sides.prepare(data.train(), listener);
            BatchGradients gradients =
                    new BatchGradients(encoder, sides, loss, plan.batchSize(), plan.microBatchSize());
            WeightAverage average = new WeightAverage(learned(encoder), plan.weightAverage());
            checkpoint.ifPresent(path -> checkpoints.restore(optimiser, average, path));
            while (!isFinished(last)) {
                EpochReport report = epoch(encoder, sides, batches, gradients, optimiser, average);
                sides.save();
                epochs.add(report);
                checkpoints.save(
                        encoder,
                        optimiser,
                        average,
                        new Checkpoints.State(plan, epochs, loss.logitBias()),
                        bestEpoch());
                listener.onEpoch(report);
            }
        }
        return List.copyOf(epochs);
    }

    private boolean isFinished(int last) {
        return epochs.size() >= last || isOutOfPatience();
    }

    private TrainingOutcome handOut(Path checkpoint, Path output) {
        try (DualEncoder encoder = DualEncoder.load(checkpoint, device)) {
            WeightAverage average = new WeightAverage(learned(encoder), plan.weightAverage());
            checkpoints.restore(average, checkpoint);
            average.exchange();
            List<StartBlend> blends = blending.apply(encoder, () -> start.apply(device));
            List<TriedCrop> crops = CenterCrops.tried(plan.centerCrops(), encoder, data.validation());
            EncoderDirectory.save(
                    encoder, encoder.spec().withCenterCrop(crops.getFirst().centerCrop()), output, TensorType.F16);
            return new TrainingOutcome(List.copyOf(epochs), blends, crops);
        }
    }

    private void readPosition(Path checkpoint) {
        Checkpoints.State state = checkpoints.state(checkpoint);
        if (!state.plan().equals(plan)) {
            throw new LearningException("The checkpoint " + checkpoint + " belongs to another plan: " + state.plan()
                    + "; use another directory or the same plan");
        }
        epochs.clear();
        epochs.addAll(state.epochs());
        logitBias = state.logitBias();
        listener.onResumption(state.epochs());
    }

    private DualEncoder open(Optional<Path> checkpoint) {
        return checkpoint.map(path -> DualEncoder.load(path, device)).orElseGet(() -> start.apply(device));
    }

    private AdamW optimiser(DualEncoder encoder, BatchLoss loss) {
        Map<String, NDArray> all = learned(encoder);
        all.putAll(loss.parameters());
        return new AdamW(all, this::learningRate, plan.weightDecay(), plan.clipNorm());
    }

    /** The encoder's parameters that the plan does not lock. */
    private Map<String, NDArray> learned(DualEncoder encoder) {
        Map<String, NDArray> learned = new LinkedHashMap<>(encoder.parameters());
        learned.keySet().removeIf(name -> switch (DualEncoder.partOf(name)) {
            case TEXT_TOWER -> plan.locked().text();
            case IMAGE_TOWER -> plan.locked().image();
            case HEAD, LOGIT_SCALE -> false;
        });
        return learned;
    }

    private double learningRate(String parameter) {
        TrainingPlan.LearningRates rates = plan.learningRates();
        if (parameter.equals(SigmoidLoss.BIAS)) {
            return rates.logitScale();
        }
        return switch (DualEncoder.partOf(parameter)) {
            case TEXT_TOWER -> rates.text();
            case IMAGE_TOWER -> rates.image();
            case HEAD -> rates.heads();
            case LOGIT_SCALE -> rates.logitScale();
        };
    }

    private EpochReport epoch(
            DualEncoder encoder,
            Sides sides,
            PairBatches batches,
            BatchGradients gradients,
            AdamW optimiser,
            WeightAverage average)
            throws InterruptedException {
        int totalSteps = plan.totalSteps(data.train().size());
        LearningRateSchedule schedule = new LearningRateSchedule((int) (plan.warmUp() * totalSteps), totalSteps);
        learned(encoder).values().forEach(parameter -> parameter.setRequiresGradient(true));
        int first = epochs.size() * batches.stepsPerEpoch();
        int end = Math.min(first + batches.stepsPerEpoch(), totalSteps);
        long start = System.nanoTime();
        double losses = 0;
        for (int step = first; step < end; step++) {
            double loss = learn(encoder, batches.at(step), gradients, optimiser, step, schedule.factor(step));
            losses += loss;
            average.update(step);
            double secondsPerStep = (System.nanoTime() - start) * 1e-9 / (step + 1 - first);
            listener.onStep(new TrainingProgress(
                    step + 1,
                    totalSteps,
                    epochs.size() + 1,
                    plan.totalEpochs(data.train().size()),
                    loss,
                    plan.batchSize() / secondsPerStep,
                    Duration.ofMillis((long) (1000 * secondsPerStep * (totalSteps - step - 1)))));
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        learned(encoder).values().forEach(parameter -> parameter.setRequiresGradient(false));
        average.exchange();
        EpochReport report = new EpochReport(
                epochs.size() + 1,
                losses / (end - first),
                encoder.logitScale(),
                seconds,
                data.validation().isEmpty()
                        ? null
                        : new CatalogueVectors(sides, data.validation(), done -> {}).textToImage(0));
        average.exchange();
        return report;
    }

    /** One step: gradients, update. */
    private double learn(
            DualEncoder encoder, PairBatch batch, BatchGradients gradients, AdamW optimiser, int step, double factor) {
        double loss;
        try (MatrixProducts.Restoration precision = plan.precision().use()) {
            loss = gradients.of(batch);
        }
        optimiser.update(step, factor);
        NDArray logitScale = encoder.logitScaleParameter();
        if (logitScale.toFloatArray()[0] > LARGEST_LOGIT_SCALE) {
            logitScale.set(new float[] {LARGEST_LOGIT_SCALE});
        }
        return loss;
    }

    /** Whether the validation part has waited for something better as long as the plan allows. */
    private boolean isOutOfPatience() {
        return plan.patience() > 0 && bestEpoch() > 0 && epochs.size() - bestEpoch() >= plan.patience();
    }

    /** The epoch with the highest MRR@10 on the validation part, the earliest of several; 0 while none was measured. */
    private int bestEpoch() {
        return epochs.stream()
                .filter(epoch -> epoch.validation() != null)
                .reduce((best, next) -> mrr(next) > mrr(best) ? next : best)
                .map(EpochReport::epoch)
                .orElse(0);
    }

    private static double mrr(EpochReport epoch) {
        return epoch.validation() == null ? 0 : epoch.validation().mrrAt10();
    }
}
