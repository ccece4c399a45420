package io.vitrine.training;

import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.EncoderSpec;
import io.vitrine.encoders.EngineReport;
import io.vitrine.learning.Trainer;
import io.vitrine.learning.TrainingData;
import io.vitrine.learning.TrainingOutcome;
import io.vitrine.learning.TrainingPlan;
import io.vitrine.learning.TrainingProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * Trains the paper's three pairs of towers, each by the paper's settings and by our recipe, and writes what came out beside the
 * paper's Table 1. Run again, it goes on after the last finished epoch; what is finished is not trained again.
 */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description = "Trains the paper's pairs of towers and writes a table beside the paper's; run again to go on.")
public final class ReproduceCommand implements Callable<Integer> {

    private static final String ENCODER = "encoder";

    /** Beside an encoder, what trained it. */
    private static final String MACHINE = "machine.txt";

    @Option(names = "--catalogue", required = true, description = "Directory with styles.csv and images/.")
    private Path catalogue = Path.of("");

    @Mixin
    private HubOptions hub = new HubOptions();

    @Option(names = "--work", required = true, description = "Where checkpoints and trained encoders are kept.")
    private Path work = Path.of("");

    @Option(names = "--table", required = true, description = "Markdown file that the table is written to.")
    private Path table = Path.of("");

    @Option(names = "--commit", description = "Commit of the source code, for the cards.")
    private @Nullable String commit;

    @Option(names = "--device", defaultValue = "auto", description = "auto, cpu or gpu:N (default: ${DEFAULT-VALUE}).")
    private String device = "auto";

    @Option(names = "--full-size", description = "Train the paper's own towers, on a GPU, in place of compact ones.")
    private boolean fullSize;

    @Option(
            names = "--pairs",
            split = ",",
            defaultValue = "BERT_RESNET,BERT_VIT,GPT2_VIT",
            description = "Which pairs (default: ${DEFAULT-VALUE}).")
    private List<PaperPair> pairs = List.of(PaperPair.values());

    @Option(
            names = "--recipes",
            split = ",",
            defaultValue = "PAPER,OURS",
            description = "By the paper's settings, by our recipe, or both (default: ${DEFAULT-VALUE}).")
    private List<PaperPair.Recipe> recipes = List.of(PaperPair.Recipe.values());

    private final StopSignal signal;

    private ReproduceCommand(StopSignal signal) {
        this.signal = signal;
    }

    public static void main(String[] arguments) {
        System.exit(StopSignal.run(ReproduceCommand::new, arguments));
    }

    @Override
    public Integer call() throws Exception {
        EngineReport engine = EngineReport.of(device);
        System.out.println(engine.sentence());
        ComputeDevice chosen = engine.device();
        List<TrainingProduct> products =
                CatalogueDirectory.read(catalogue, row -> System.out.println("skipped " + row));
        String machine = ReproductionTable.machine(engine);
        for (PaperPair.Recipe recipe : recipes) {
            for (PaperPair pair : pairs) {
                TrainingPlan plan = pair.plan(recipe, size(chosen));
                Path directory = directory(recipe, plan.encoder());
                Path trained = directory.resolve(ENCODER);
                if (!Files.exists(ModelCardFile.in(trained))) {
                    System.out.println(pair.label() + " by " + recipe.label() + ": " + plan);
                    train(plan, TrainingData.split(products, plan), directory, trained, chosen);
                    Files.writeString(directory.resolve(MACHINE), machine);
                }
                writeTable();
            }
        }
        System.out.println("The table is in " + table);
        return 0;
    }

    private Path directory(PaperPair.Recipe recipe, String encoder) {
        return work.resolve(recipe.name().toLowerCase(Locale.ROOT)).resolve(encoder);
    }

    /** All that is finished, of whatever size and by whatever earlier run. */
    private void writeTable() throws IOException {
        ReproductionTable results = new ReproductionTable(table);
        for (PaperPair.Recipe recipe : PaperPair.Recipe.values()) {
            for (PaperPair pair : PaperPair.values()) {
                for (PaperPair.Size size : PaperPair.Size.values()) {
                    Path directory = directory(recipe, pair.encoder(recipe, size));
                    Path machine = directory.resolve(MACHINE);
                    if (Files.exists(machine)) {
                        JsonNode card = ModelCardFile.read(directory.resolve(ENCODER));
                        results.add(pair, recipe, card, Files.readString(machine));
                    }
                }
            }
        }
        results.write();
    }

    private PaperPair.Size size(ComputeDevice chosen) {
        if (fullSize) {
            return PaperPair.Size.FULL;
        }
        return chosen.isGpu() ? PaperPair.Size.COMPACT_LARGE_PICTURES : PaperPair.Size.COMPACT;
    }

    private void train(TrainingPlan plan, TrainingData data, Path directory, Path trained, ComputeDevice chosen)
            throws Exception {
        TrainingOutcome outcome;
        Measured measured;
        try (ConsoleProgress progress = new ConsoleProgress(System.out, signal)) {
            Path checkpoints = directory.resolve("checkpoints");
            outcome = new Trainer(plan, data, on -> start(plan, on), checkpoints, checkpoints, chosen, progress)
                    .train(trained);
            measured = Measured.of(trained, data, chosen, done -> progress.onEvaluated(done, data.size()));
        }
        new ModelCardFile(
                        plan.encoder(),
                        plan,
                        "Fashion Product Images (Small)",
                        data,
                        0,
                        outcome,
                        measured,
                        ModelCardFile.publishedTowers(plan),
                        chosen.toString(),
                        commit,
                        null)
                .writeTo(trained);
    }

    private DualEncoder start(TrainingPlan plan, ComputeDevice on) {
        return hub.start(EncoderSpec.named(plan.encoder()), plan.seed(), on, signal);
    }
}
