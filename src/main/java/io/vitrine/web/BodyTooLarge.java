package io.vitrine.web;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.VitrineException;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** A JSON body is larger than this service reads. */
final class BodyTooLarge extends VitrineException {

    BodyTooLarge(DataSize limit) {
        super(
                ErrorKind.TOO_LARGE,
                "body-too-large",
                "'body' may have " + limit.toBytes() + " bytes at most",
                List.of(new FieldProblem(JsonPath.BODY, "may have " + limit.toBytes() + " bytes at most")),
                null);
    }
}
