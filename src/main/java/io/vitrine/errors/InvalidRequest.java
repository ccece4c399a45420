package io.vitrine.errors;

import java.util.List;
import java.util.stream.Collectors;

/** A request that cannot be answered as it stands, with every offending field named. */
public class InvalidRequest extends VitrineException {

    public InvalidRequest(String field, String message) {
        this(List.of(new FieldProblem(field, message)));
    }

    public InvalidRequest(List<FieldProblem> fields) {
        super(ErrorKind.INVALID, "invalid-request", describe(fields), fields, null);
    }

    private static String describe(List<FieldProblem> fields) {
        return fields.stream()
                .map(problem -> "'" + problem.field() + "' " + problem.message())
                .collect(Collectors.joining("; "));
    }
}
