package io.vitrine.web;

import io.vitrine.errors.FieldProblem;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/** Answers requests that never reach the application, such as an address with characters HTTP does not allow; Tomcat makes it by name. */
public final class ProblemValve extends ErrorReportValve {

    private static final Logger LOG = Logger.getLogger(ProblemValve.class.getName());
    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .build();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        boolean unanswered = status >= 400 && response.getContentWritten() == 0 && response.setErrorReported();
        if (!unanswered) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(JSON.writeValueAsBytes(problem(status)));
            response.finishResponse();
        } catch (IOException | IllegalStateException callerLeft) {
            LOG.log(Level.FINE, "The problem could not be written", callerLeft);
        }
    }

    private static ProblemDetail problem(int status) {
        if (status == HttpStatus.BAD_REQUEST.value()) {
            return Problem.invalid(List.of(new FieldProblem("request", "is not valid HTTP")));
        }
        HttpStatus known = HttpStatus.resolve(status);
        HttpStatus shown = known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
        return Problem.of(shown, "The request cannot be answered: " + shown.getReasonPhrase() + ".");
    }
}
