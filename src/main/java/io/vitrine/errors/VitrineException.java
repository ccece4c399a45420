package io.vitrine.errors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A foreseen error: a kind, a stable code such as {@code model-not-found}, and a message fit for the caller. */
public abstract class VitrineException extends RuntimeException {

    private final ErrorKind kind;
    private final String code;
    private final List<FieldProblem> fields;

    protected VitrineException(ErrorKind kind, String code, String message) {
        this(kind, code, message, List.of(), null);
    }

    protected VitrineException(
            ErrorKind kind, String code, String message, List<FieldProblem> fields, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
        this.fields = List.copyOf(fields);
    }

    public ErrorKind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public List<FieldProblem> fields() {
        return fields;
    }
}
