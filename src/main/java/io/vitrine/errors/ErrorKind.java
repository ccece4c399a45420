package io.vitrine.errors;

/** What sort of thing went wrong; the web layer alone knows which status each becomes. */
public enum ErrorKind {
    INVALID,
    NOT_FOUND,
    CONFLICT,
    UNAUTHENTICATED,
    FORBIDDEN,
    TOO_LARGE,
    OVERLOADED,
    UNAVAILABLE,
    INTERNAL
}
