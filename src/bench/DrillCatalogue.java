import io.vitrine.catalogue.sample.SampleCatalogue;
import io.vitrine.catalogue.sample.SampleProduct;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import tools.jackson.databind.json.JsonMapper;

/** Products that are drawn like the service's sample but are others, a line each, as an import takes them. */
final class DrillCatalogue {

    private static final int PRODUCTS = 800;
    private static final int SAMPLED = 20;
    /** Far from the one that the service's own sample is drawn with. */
    private static final long SEED = 1000;

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, byte[]> pictures = new HashMap<>();

    /** @param number another one draws other products */
    static DrillCatalogue writeTo(Path file, int number) throws IOException {
        return writeTo(file, number, PRODUCTS);
    }

    /** The same with fewer products. */
    static DrillCatalogue writeTo(Path file, int number, int products) throws IOException {
        DrillCatalogue catalogue = new DrillCatalogue();
        try (OutputStream lines = Files.newOutputStream(file)) {
            for (SampleProduct product :
                    SampleCatalogue.drawnWith(SEED + number).products().subList(0, products)) {
                lines.write(catalogue.line(product));
                lines.write('\n');
            }
        }
        return catalogue;
    }

    private byte[] line(SampleProduct product) throws IOException {
        byte[] picture = jpeg(product);
        names.put(product.id(), product.name());
        if (names.size() % SAMPLED == 0) {
            pictures.put(product.id(), picture);
        }
        Map<String, Object> line = new TreeMap<>();
        line.put("id", product.id());
        line.put("name", product.name());
        line.put("attributes", product.attributes());
        line.put("picture", picture);
        return JSON.writeValueAsBytes(line);
    }

    private static byte[] jpeg(SampleProduct product) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        ImageIO.write(product.draw(), "jpg", encoded);
        return encoded.toByteArray();
    }

    /** Names by id. */
    Map<String, String> names() {
        return names;
    }

    /** Some of the pictures by the product's id. */
    Map<String, byte[]> pictures() {
        return pictures;
    }
}
