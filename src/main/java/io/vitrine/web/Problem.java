package io.vitrine.web;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.VitrineException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Makes problem documents (RFC 9457), all of one shape: a code, a sentence, the fields at fault, and the request's id. */
final class Problem {

    private Problem() {}

    static ProblemDetail of(VitrineException error) {
        return of(status(error.kind()), error.code(), String.valueOf(error.getMessage()), error.fields());
    }

    /** A refusal of the request, its detail made of the fields at fault. */
    static ProblemDetail invalid(List<FieldProblem> fields) {
        String detail = fields.stream()
                .map(field -> "'" + field.field() + "' " + field.message())
                .collect(Collectors.joining("; "));
        return of(HttpStatus.BAD_REQUEST, "invalid-request", detail, fields);
    }

    static ProblemDetail of(HttpStatusCode status, String detail) {
        HttpStatus known = HttpStatus.resolve(status.value());
        String code = known == null
                ? "error"
                : known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        return of(status, code, detail, List.of());
    }

    static ProblemDetail of(HttpStatusCode status, String code, String detail, List<FieldProblem> fields) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:vitrine:problem:" + code));
        problem.setProperty("code", code);
        problem.setProperty("errors", fields);
        String request = MDC.get(RequestId.KEY);
        if (request != null) {
            problem.setProperty("requestId", request);
        }
        return problem;
    }

    static HttpStatus status(ErrorKind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case OVERLOADED -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
