package io.vitrine.web;

import io.vitrine.errors.ErrorKind;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** How a caller is turned away: without a valid key 401, with one that does not reach 403, after too many requests 429. */
@Component
class Gate {

    private static final String CHALLENGE = "Bearer realm=\"vitrine\"";

    private final ProblemWriter problems;

    Gate(ProblemWriter problems) {
        this.problems = problems;
    }

    void keyMissing(HttpServletResponse response) throws IOException {
        refuse(
                response,
                ErrorKind.UNAUTHENTICATED,
                "key-missing",
                CHALLENGE,
                "This needs a key: send `Authorization: Bearer <key>`.");
    }

    void keyWrong(HttpServletResponse response) throws IOException {
        refuse(
                response,
                ErrorKind.UNAUTHENTICATED,
                "key-wrong",
                CHALLENGE + ", error=\"invalid_token\"",
                "The key in `Authorization` is not valid here.");
    }

    void scopeMissing(HttpServletResponse response) throws IOException {
        refuse(
                response,
                ErrorKind.FORBIDDEN,
                "scope-missing",
                CHALLENGE + ", error=\"insufficient_scope\"",
                "The key does not allow this.");
    }

    void tooMany(HttpServletResponse response, long secondsToWait) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(secondsToWait));
        String detail = "More requests came from here than may; try again in " + secondsToWait + " s.";
        problems.write(response, Problem.of(Problem.status(ErrorKind.OVERLOADED), "rate-limited", detail, List.of()));
    }

    private void refuse(HttpServletResponse response, ErrorKind kind, String code, String challenge, String detail)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        problems.write(response, Problem.of(Problem.status(kind), code, detail, List.of()));
    }
}
