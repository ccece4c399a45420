package io.vitrine.web;

import io.vitrine.errors.FieldProblem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what the servlet container itself reports, such as an exception thrown in a filter. */
@Controller
class ContainerErrors implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerErrors.class);

    private final ProblemWriter problems;

    ContainerErrors(ProblemWriter problems) {
        this.problems = problems;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpStatus status = status(request);
        if (status.is5xxServerError()) {
            Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
            LOG.error("A request failed outside its controller", failure instanceof Throwable thrown ? thrown : null);
        }
        problems.write(response, problem(status));
    }

    private static ProblemDetail problem(HttpStatus status) {
        return status == HttpStatus.BAD_REQUEST
                ? Problem.invalid(List.of(new FieldProblem("request", "is not valid HTTP, or not whole")))
                : Problem.of(status, "The request cannot be answered: " + status.getReasonPhrase() + ".");
    }

    private static HttpStatus status(HttpServletRequest request) {
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }
}
