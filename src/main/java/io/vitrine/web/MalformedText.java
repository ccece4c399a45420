package io.vitrine.web;

import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;

/** A name or string in JSON that is no valid text, with the field that holds it. */
final class MalformedText extends StreamReadException {

    private final String field;
    private final String fault;

    MalformedText(JsonParser parser, String fault) {
        super(parser, fault);
        this.field = JsonPath.of(parser.streamReadContext());
        this.fault = fault;
    }

    String field() {
        return field;
    }

    String fault() {
        return fault;
    }
}
