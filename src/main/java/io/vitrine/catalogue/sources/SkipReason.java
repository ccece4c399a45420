package io.vitrine.catalogue.sources;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a row did not become a product. */
public enum SkipReason {
    MALFORMED_ROW("malformed-row"),
    INVALID_VALUE("invalid-value"),
    DUPLICATE_ID("duplicate-id"),
    MISSING_PICTURE("missing-picture"),
    UNREADABLE_PICTURE("unreadable-picture");

    private final String code;

    SkipReason(String code) {
        this.code = code;
    }

    @JsonValue
    public String code() {
        return code;
    }
}
