package io.vitrine.catalogue.sources;

/** A row that cannot become a product: why, and a sentence for whoever mends the source. */
public final class RowRefused extends Exception {

    private final SkipReason reason;

    public RowRefused(SkipReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public SkipReason reason() {
        return reason;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
