import java.util.random.RandomGenerator;

/** What can be wrong with how a request comes: late, in odd pieces, in parts that are none, or not whole. */
final class DeliveryFaults {

    private static final String PART = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../a.jpg\"\r\n\r\nabc\r\n";
    private static final int CLAIMED = 40 << 20;
    /** One in so many of the requests that are cut short is left open, for each takes long. */
    private static final int LEFT_OPEN = 60;

    private DeliveryFaults() {}

    static void apply(RequestDraft draft, RandomGenerator random) {
        switch (random.nextInt(8)) {
            case 0, 1 -> slowly(draft);
            case 2 -> draft.chunked = true;
            case 3 -> {
                draft.chunked = true;
                cutShort(draft, 1, random);
            }
            case 4 -> cutShort(draft, 1 + random.nextInt(1000), random);
            case 5 -> cutShort(draft, CLAIMED, random);
            case 6 -> form(draft, PART + "--x--\r\n");
            default -> form(draft, random.nextBoolean() ? PART + "--x\r\nContent-Disp" : "--y\0\r\n\r\n");
        }
    }

    private static void slowly(RequestDraft draft) {
        if (draft.delivery == RawRequest.Delivery.AT_ONCE) {
            draft.delivery = RawRequest.Delivery.SLOWLY;
        }
    }

    private static void cutShort(RequestDraft draft, int missing, RandomGenerator random) {
        draft.missing = missing;
        draft.delivery =
                random.nextInt(LEFT_OPEN) == 0 ? RawRequest.Delivery.LEFT_OPEN : RawRequest.Delivery.CUT_SHORT;
        draft.isHttp = false;
    }

    private static void form(RequestDraft draft, String body) {
        draft.header("Content-Type", "multipart/form-data; boundary=x");
        draft.body = RequestDraft.written(body);
    }
}
