package io.vitrine.training;

import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.EncoderDirectory;
import io.vitrine.encoders.EncoderSpec;
import io.vitrine.encoders.EngineReport;
import io.vitrine.learning.CenterCrops;
import io.vitrine.learning.PlanDocument;
import io.vitrine.learning.TrainingData;
import io.vitrine.learning.TrainingPlan;
import io.vitrine.learning.TriedCrop;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a model of another one that is trained already: the same weights reading less of a picture's edge. How much less, the validation
 * part tells, as at the end of a training.
 */
@Command(
        name = "crop",
        mixinStandardHelpOptions = true,
        description =
                "Makes a model of the same weights that reads the middle of pictures, as much as is best for the validation part.")
public final class CropCommand implements Callable<Integer> {

    @Option(names = "--catalogue", required = true, description = "Directory with styles.csv and images/.")
    private Path catalogue = Path.of("");

    @Option(names = "--model", required = true, description = "Directory of the trained model, which stays as it is.")
    private Path model = Path.of("");

    @Option(names = "--output", required = true, description = "Where the new model is written.")
    private Path output = Path.of("");

    @Option(names = "--name", required = true, description = "The new model's name.")
    private String name = "";

    @Option(
            names = "--center-crops",
            split = ",",
            defaultValue = "1,0.95,0.9,0.85",
            description = "Shares of width and height to try (default: ${DEFAULT-VALUE}).")
    private List<Double> centerCrops = List.of(1.0);

    @Option(names = "--device", defaultValue = "auto", description = "auto, cpu or gpu:N (default: ${DEFAULT-VALUE}).")
    private String device = "auto";

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CropCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        ComputeDevice chosen = EngineReport.of(device).device();
        ObjectNode card = (ObjectNode) ModelCardFile.read(model);
        TrainingPlan plan = PlanDocument.stored(card.path("plan"));
        TrainingData data =
                TrainingData.split(CatalogueDirectory.read(catalogue, row -> out.println("skipped " + row)), plan);
        List<TriedCrop> tried;
        try (DualEncoder encoder = DualEncoder.load(model, chosen)) {
            tried = CenterCrops.tried(centerCrops, encoder, data.validation());
        }
        tried.forEach(out::println);
        write(tried.getFirst().centerCrop());
        Measured measured;
        try (ProgressBar bar = new ProgressBar("evaluation", data.size())) {
            measured = Measured.of(output, data, chosen, bar::stepTo);
        }
        out.println(measured);
        card.put("name", name);
        card.putPOJO(ModelCardFile.CENTER_CROPS, tried);
        card.putPOJO(ModelCardFile.METRICS, measured.report());
        card.remove(ModelCardFile.CALIBRATION);
        measured.calibration().ifPresent(calibration -> card.putPOJO(ModelCardFile.CALIBRATION, calibration));
        ModelCardFile.write(card, output);
        return 0;
    }

    /** The weights byte for byte. */
    private void write(double centerCrop) throws IOException {
        Files.createDirectories(output);
        for (String file : List.of(EncoderDirectory.WEIGHTS, EncoderDirectory.TOKENIZER)) {
            Files.copy(model.resolve(file), output.resolve(file));
        }
        EncoderSpec spec = EncoderSpec.read(model.resolve(EncoderDirectory.ARCHITECTURE));
        Files.write(
                output.resolve(EncoderDirectory.ARCHITECTURE),
                spec.withCenterCrop(centerCrop).toJson());
    }
}
