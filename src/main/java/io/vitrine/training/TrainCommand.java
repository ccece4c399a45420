package io.vitrine.training;

import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.EncoderDirectory;
import io.vitrine.encoders.EncoderSpec;
import io.vitrine.encoders.EngineReport;
import io.vitrine.learning.PlanDocument;
import io.vitrine.learning.Trainer;
import io.vitrine.learning.TrainingData;
import io.vitrine.learning.TrainingOutcome;
import io.vitrine.learning.TrainingPlan;
import io.vitrine.learning.TrainingProduct;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Trains an encoder from the command line, with neither database nor service. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains an encoder on a catalogue directory; run again to go on after an interruption.")
public final class TrainCommand implements Callable<Integer> {

    @Option(names = "--catalogue", required = true, description = "Directory with styles.csv and images/.")
    private Path catalogue = Path.of("");

    @Mixin
    private HubOptions hub = new HubOptions();

    @Option(names = "--plan", description = "Training plan as JSON; fields left out keep their defaults.")
    private @Nullable Path plan;

    @Option(names = "--drawn-seeds", split = ",", description = "Seeds of drawn sample catalogues to learn from too.")
    private List<Long> drawnSeeds = new ArrayList<>();

    @Option(names = "--checkpoints", required = true, description = "Where checkpoints are kept between runs.")
    private Path checkpoints = Path.of("");

    @Option(names = "--output", required = true, description = "Where the trained encoder is written.")
    private Path output = Path.of("");

    @Option(
            names = "--start-from",
            description = "Directory of a trained encoder to go on from; else published towers.")
    private @Nullable Path startFrom;

    @Option(names = "--random-start", description = "Let the towers start at random, without published weights.")
    private boolean randomStart;

    @Option(names = "--name", defaultValue = "trained", description = "The model's name (default: ${DEFAULT-VALUE}).")
    private String name = "trained";

    @Option(names = "--source", defaultValue = "a directory", description = "What the card calls the data.")
    private String source = "a directory";

    @Option(names = "--commit", description = "Commit of the source code, for the card.")
    private @Nullable String commit;

    @Option(names = "--device", defaultValue = "auto", description = "auto, cpu or gpu:N (default: ${DEFAULT-VALUE}).")
    private String device = "auto";

    private final StopSignal signal;

    private TrainCommand(StopSignal signal) {
        this.signal = signal;
    }

    public static void main(String[] arguments) {
        System.exit(StopSignal.run(TrainCommand::new, arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        TrainingPlan chosen = readPlan();
        EngineReport engine = EngineReport.of(device);
        out.println(engine.sentence());
        List<TrainingProduct> products = CatalogueDirectory.read(catalogue, row -> out.println("skipped " + row));
        List<TrainingProduct> drawn = drawnSeeds.stream()
                .flatMap(seed -> CatalogueDirectory.drawn(seed).stream())
                .toList();
        TrainingData data = TrainingData.split(products, chosen);
        out.printf(
                "%,d products: %,d to learn from and %,d drawn ones, %,d for validation, %,d for the test%n",
                products.size(),
                data.train().size(),
                drawn.size(),
                data.validation().size(),
                data.test().size());
        ComputeDevice chosenDevice = engine.device();
        TrainingOutcome outcome;
        Measured measured;
        try (ConsoleProgress progress = new ConsoleProgress(out, signal)) {
            outcome = new Trainer(
                            chosen, data.plus(drawn), this::start, checkpoints, checkpoints, chosenDevice, progress)
                    .train(output);
            measured = Measured.of(output, data, chosenDevice, done -> progress.onEvaluated(done, data.size()));
        }
        out.println();
        out.println(measured);
        new ModelCardFile(
                        name,
                        chosen,
                        source,
                        data,
                        drawn.size(),
                        outcome,
                        measured,
                        startFrom == null ? ModelCardFile.publishedTowers(spec(chosen)) : ModelCardFile.read(startFrom),
                        chosenDevice.toString(),
                        commit,
                        null)
                .writeTo(output);
        out.println("The encoder and its card are in " + output);
        return 0;
    }

    private DualEncoder start(ComputeDevice chosenDevice) {
        TrainingPlan chosen = readPlan();
        return startFrom == null
                ? hub.start(spec(chosen), chosen.seed(), chosenDevice, signal)
                : EncoderDirectory.resized(startFrom, spec(chosen), chosenDevice);
    }

    private EncoderSpec spec(TrainingPlan chosen) {
        EncoderSpec spec = EncoderSpec.named(chosen.encoder());
        return randomStart ? spec.atRandom() : spec;
    }

    private TrainingPlan readPlan() {
        if (plan == null) {
            return TrainingPlan.defaults();
        }
        JsonMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try {
            return PlanDocument.overDefaults(json, json.readTree(Files.readAllBytes(plan)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the plan " + plan, e);
        }
    }
}
