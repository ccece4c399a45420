import java.nio.charset.StandardCharsets;

/**
 * A request, byte by byte as it goes over the wire.
 *
 * @param number its place in the run; with the seed it makes the same request again
 * @param operation as the interface's description has it, such as {@code PUT /api/catalogues/{catalogue}/products/{id}}
 * @param path what it really asks for, without its query
 * @param isHttp whether it is HTTP, however odd; what is not may be left without an answer
 */
record RawRequest(
        int number, String operation, String method, String path, byte[] bytes, Delivery delivery, boolean isHttp) {

    private static final int LONGEST_LINE = 120;

    /** How its bytes come. */
    enum Delivery {
        AT_ONCE,
        /** In a few pieces, with pauses between them. */
        SLOWLY,
        /** Fewer of them than it announces, after which the caller has nothing more to say. */
        CUT_SHORT,
        /** Fewer of them than it announces, and the caller stays silent. */
        LEFT_OPEN
    }

    /** Its first line, for people. */
    String line() {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String line = text.substring(0, Math.max(0, text.indexOf('\r')));
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...";
    }
}
