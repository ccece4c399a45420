package io.vitrine.web;

import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.VitrineException;
import jakarta.validation.ConstraintViolationException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns every exception of an endpoint into a problem document; the one place that knows how errors look over HTTP. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** Classes of SQL states: no connection, no room, stopped by an operator. */
    private static final List<String> AWAY = List.of("08", "53", "57P");

    /** After what status a caller should come back, and when: a rush is over sooner than a start or an outage. */
    private static final Map<Integer, String> RETRY_AFTER_SECONDS = Map.of(
            HttpStatus.TOO_MANY_REQUESTS.value(), "1",
            HttpStatus.SERVICE_UNAVAILABLE.value(), "5");

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> foreseen(VitrineException error) {
        return switch (error.kind()) {
            case INTERNAL -> unforeseen(error);
            case INVALID, NOT_FOUND, CONFLICT, UNAUTHENTICATED, FORBIDDEN, TOO_LARGE, OVERLOADED, UNAVAILABLE ->
                answer(Problem.of(error), new HttpHeaders());
        };
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<Object> databaseUnavailable(Exception failure) {
        LOG.error("The database could not be used", failure);
        String detail = "The database cannot be used at the moment.";
        return answer(
                Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "database-unavailable", detail, List.of()),
                new HttpHeaders());
    }

    /** Such as a session that the server has ended, for which Hibernate has no class of its own. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> databaseFailed(UncategorizedDataAccessException failure) {
        boolean away = failure.getMostSpecificCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && AWAY.stream().anyMatch(cause.getSQLState()::startsWith);
        return away ? databaseUnavailable(failure) : unforeseen(failure);
    }

    @ExceptionHandler
    ResponseEntity<Object> constraintViolated(ConstraintViolationException violated) {
        return refuse(violated.getConstraintViolations().stream()
                .map(violation -> new FieldProblem(violation.getPropertyPath().toString(), violation.getMessage()))
                .toList());
    }

    @ExceptionHandler
    ResponseEntity<Object> rejected(RequestRejectedException rejected) {
        LOG.debug("Rejected", rejected);
        return refuse(List.of(new FieldProblem("request", "holds characters that are not allowed")));
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadableParameters(InvalidParameterException malformed) {
        LOG.debug("Rejected", malformed);
        return refuse(List.of(new FieldProblem("query string", "holds a parameter that cannot be read")));
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Object> unforeseen(Exception failure) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            LOG.debug("The caller left", failure);
            return null;
        }
        LOG.error("A request failed", failure);
        String detail = "Something went wrong on our side; the log has it under the request's id.";
        return answer(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", detail, List.of()), new HttpHeaders());
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(UnreadableBody.describe(failure), headers);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return refuse(invalid.getAllErrors().stream()
                .map(error -> new FieldProblem(
                        error instanceof FieldError field ? field.getField() : JsonPath.BODY,
                        String.valueOf(error.getDefaultMessage())))
                .toList());
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> fields = new ArrayList<>();
        for (ParameterValidationResult parameter : invalid.getParameterValidationResults()) {
            if (parameter instanceof ParameterErrors errors) {
                errors.getFieldErrors()
                        .forEach(error -> fields.add(
                                new FieldProblem(error.getField(), String.valueOf(error.getDefaultMessage()))));
            } else {
                String name = parameter.getMethodParameter().getParameterName();
                parameter
                        .getResolvableErrors()
                        .forEach(error -> fields.add(new FieldProblem(
                                name == null ? "request" : name, String.valueOf(error.getDefaultMessage()))));
            }
        }
        return refuse(fields.isEmpty() ? List.of(new FieldProblem("request", "is not valid")) : fields);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : mismatch.getPropertyName();
        return refuse(List.of(new FieldProblem(name == null ? "request" : name, expected(mismatch.getRequiredType()))));
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return refuse(List.of(new FieldProblem(missing.getParameterName(), "is missing")));
    }

    @Override
    protected ResponseEntity<Object> handleMissingPathVariable(
            MissingPathVariableException blank, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return refuse(List.of(new FieldProblem(blank.getVariableName(), "must not be blank")));
    }

    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException nothing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problem.of(status, "There is nothing at this address."), headers);
    }

    @Override
    protected ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return refuse(List.of(
                new FieldProblem("request", String.valueOf(failure.getBody().getDetail()))));
    }

    /** All other exceptions of the framework: the status is its own, the document is ours. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            return unforeseen(failure);
        }
        Object described = body == null && failure instanceof ErrorResponse error ? error.getBody() : body;
        String detail = described instanceof ProblemDetail problem ? problem.getDetail() : null;
        return answer(Problem.of(status, detail == null ? "The request cannot be answered." : detail), headers);
    }

    private static ResponseEntity<Object> refuse(List<FieldProblem> fields) {
        return answer(Problem.invalid(fields), new HttpHeaders());
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem, HttpHeaders headers) {
        HttpHeaders complete = new HttpHeaders(headers);
        complete.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        String seconds = RETRY_AFTER_SECONDS.get(problem.getStatus());
        if (seconds != null) {
            complete.set(HttpHeaders.RETRY_AFTER, seconds);
        }
        return ResponseEntity.status(problem.getStatus()).headers(complete).body(problem);
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "has the wrong form";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "must be one of ", ""));
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type)
                ? "must be a number in the range of its type"
                : "must be a valid " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
