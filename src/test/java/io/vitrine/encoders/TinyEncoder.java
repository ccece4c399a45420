package io.vitrine.encoders;

import io.vitrine.encoders.weights.Safetensors;
import io.vitrine.encoders.weights.StoredTensor;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A committed tiny encoder, its inputs, and what the reference computed from them ({@code src/test/resources/dual}). */
public final class TinyEncoder {

    /** BERT and ViT. */
    public static final Path DIRECTORY = Path.of("src/test/resources/dual");

    private static final Path GPT2_RESNET = Path.of("src/test/resources/dual-gpt2-resnet");

    public static final List<String> TEXTS = List.of(
            "red t-shirt for men",
            "handbag",
            "Blue kurta for women with a silver strap",
            "red t-shirt for men",
            "the silver watch");

    private static final int HEIGHT = 24;
    private static final int WIDTH = 16;
    private static final String GRADIENT = "gradient.";
    private static final String RUNNING = "running.";

    private final Path directory;
    private final Map<String, StoredTensor> reference;

    public TinyEncoder() {
        this(DIRECTORY);
    }

    private TinyEncoder(Path directory) {
        this.directory = directory;
        this.reference = Safetensors.read(directory.resolve("case.safetensors"));
    }

    /** One of each kind of tower. */
    public static List<TinyEncoder> all() {
        return List.of(new TinyEncoder(DIRECTORY), new TinyEncoder(GPT2_RESNET));
    }

    /** On the first GPU where the engine can use one, so that its numbers are held against the reference, too. */
    public DualEncoder open() {
        return DualEncoder.load(directory, EngineReport.of("auto").device());
    }

    Path directory() {
        return directory;
    }

    public EncoderSpec spec() {
        return EncoderSpec.read(directory.resolve("encoder.json"));
    }

    @Override
    public String toString() {
        return directory.getFileName().toString();
    }

    /** The pictures at the tower's own size, so that preprocessing changes nothing. */
    public List<BufferedImage> pictures() {
        float[] pixels = tensor("input.pixel_values").floats();
        List<BufferedImage> pictures = new ArrayList<>();
        for (int picture = 0; picture < TEXTS.size(); picture++) {
            BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    int rgb = 0;
                    for (int channel = 0; channel < 3; channel++) {
                        float value = pixels[((picture * 3 + channel) * HEIGHT + y) * WIDTH + x];
                        rgb = rgb << 8 | Math.round((value + 1) * 127.5f);
                    }
                    image.setRGB(x, y, rgb);
                }
            }
            pictures.add(image);
        }
        return pictures;
    }

    public boolean[][] fits() {
        float[] stored = tensor("input.fits").floats();
        boolean[][] fits = new boolean[TEXTS.size()][TEXTS.size()];
        for (int i = 0; i < stored.length; i++) {
            fits[i / TEXTS.size()][i % TEXTS.size()] = stored[i] == 1;
        }
        return fits;
    }

    public float loss() {
        return tensor("output.loss").floats()[0];
    }

    public float[][] embeddings(String of) {
        float[] flat = tensor("output." + of + "_embeddings").floats();
        int dimensions = flat.length / TEXTS.size();
        float[][] rows = new float[TEXTS.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * dimensions, (i + 1) * dimensions);
        }
        return rows;
    }

    /** The reference's gradients by the parameter's name. */
    public Map<String, float[]> gradients() {
        return below(GRADIENT);
    }

    /** The reference's running statistics after one step in training mode, by the buffer's name. */
    public Map<String, float[]> running() {
        return below(RUNNING);
    }

    private Map<String, float[]> below(String prefix) {
        Map<String, float[]> tensors = new TreeMap<>();
        reference.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                tensors.put(name.substring(prefix.length()), tensor.floats());
            }
        });
        return tensors;
    }

    private StoredTensor tensor(String name) {
        StoredTensor tensor = reference.get(name);
        if (tensor == null) {
            throw new AssertionError("The case has no tensor " + name);
        }
        return tensor;
    }
}
