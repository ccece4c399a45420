import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What no hostile request may change: the products of a catalogue that none of them is meant for, the bytes of their pictures, and the
 * models.
 *
 * @param pictures SHA-256 by address
 */
record GuardedData(List<JsonNode> products, Map<String, String> pictures, JsonNode models) {

    private static final int PAGE = 100;

    static GuardedData of(Api api, String catalogue) throws IOException, InterruptedException {
        List<JsonNode> products = products(api, catalogue);
        Map<String, String> pictures = new TreeMap<>();
        for (JsonNode product : products) {
            String address = product.path("imageUrl").asString();
            pictures.put(address, sha256(api.bytes(address)));
        }
        return new GuardedData(products, pictures, api.get("/api/models"));
    }

    /** All products of a catalogue, with everything that is told of them. */
    static List<JsonNode> products(Api api, String catalogue) throws IOException, InterruptedException {
        List<JsonNode> products = new ArrayList<>();
        JsonNode page;
        do {
            page = api.get("/api/catalogues/" + catalogue + "/products?limit=" + PAGE + "&offset=" + products.size());
            page.path("items").forEach(products::add);
        } while (products.size() < page.path("total").asInt() && !page.path("items").isEmpty());
        return products;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The rows that say whether everything is there still. */
    void compare(Checks checks, GuardedData after) {
        long sameProducts = products.stream().filter(after.products::contains).count();
        long samePictures =
                pictures.entrySet().stream().filter(after.pictures.entrySet()::contains).count();
        boolean same = products.equals(after.products);
        checks.check("products of the guarded catalogue, as they were", same, sameProducts + " of " + products.size());
        checks.check("their pictures, byte by byte", pictures.equals(after.pictures), samePictures + " of " + pictures.size());
        String counts = after.models.path("total").asInt() + " of " + models.path("total").asInt();
        checks.check("models, as they were", models.equals(after.models), counts);
    }
}
