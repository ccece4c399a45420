package io.vitrine.training;

import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.EngineReport;
import io.vitrine.encoders.ScoreCalibration;
import io.vitrine.learning.CalibrationFit;
import io.vitrine.learning.LearningException;
import io.vitrine.learning.PairScores;
import io.vitrine.learning.PairScores.Reliability;
import io.vitrine.learning.PlanDocument;
import io.vitrine.learning.TrainingData;
import io.vitrine.learning.TrainingPlan;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Calibrates the scores of a model that is trained already, on the parts that its card's plan held out. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description =
                "Fits a model's calibration to the validation part, checks it on the test part, and puts it on the card.")
public final class CalibrateCommand implements Callable<Integer> {

    @Option(names = "--catalogue", required = true, description = "Directory with styles.csv and images/.")
    private Path catalogue = Path.of("");

    @Option(names = "--model", required = true, description = "Directory of the model; its card is written anew.")
    private Path model = Path.of("");

    @Option(names = "--device", defaultValue = "auto", description = "auto, cpu or gpu:N (default: ${DEFAULT-VALUE}).")
    private String device = "auto";

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CalibrateCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        ObjectNode card = (ObjectNode) ModelCardFile.read(model);
        TrainingPlan plan = PlanDocument.stored(card.path("plan"));
        TrainingData data =
                TrainingData.split(CatalogueDirectory.read(catalogue, row -> out.println("skipped " + row)), plan);
        try (DualEncoder encoder =
                DualEncoder.load(model, EngineReport.of(device).device())) {
            PairScores validation = PairScores.of(encoder, data.validation());
            ScoreCalibration calibration = CalibrationFit.of(validation)
                    .orElseThrow(() -> new LearningException("The validation part has no pairs to tell apart"));
            out.printf(
                    "%s from %,d pairs that match and %,d others%n",
                    calibration, validation.matching(), validation.others());
            print(PairScores.of(encoder, data.test()).reliability(calibration), out);
            card.putPOJO(ModelCardFile.CALIBRATION, calibration);
        }
        ModelCardFile.write(card, model);
        return 0;
    }

    private static void print(List<Reliability> table, PrintStream out) {
        out.println("On the test part, by tenths of probability:");
        table.forEach(tenth -> out.printf(
                "%.1f to %.1f: %.3f predicted, %.3f observed, %,d pairs that match and %,d others%n",
                tenth.from(), tenth.to(), tenth.predicted(), tenth.observed(), tenth.matching(), tenth.others()));
    }
}
