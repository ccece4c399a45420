package io.vitrine.web;

import io.vitrine.errors.FieldProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.util.ForwardedHeaderUtils;

/** Takes over the address that a proxy says it was asked for, and refuses one that is none, for everything behind would fail by it. */
@Component
@ConditionalOnProperty(name = "server.forward-headers-strategy", havingValue = "framework")
@Order(Ordered.HIGHEST_PRECEDENCE)
class ForwardedHeaders extends ForwardedHeaderFilter {

    private static final Pattern PATHS = Pattern.compile("(?:/[\\w.~-]++)*+/?(?:, *+(?:/[\\w.~-]++)*+/?)*+");
    private static final String PREFIX = "X-Forwarded-Prefix";

    private final ProblemWriter problems;

    ForwardedHeaders(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isAddress(request)) {
            super.doFilterInternal(request, response, chain);
        } else {
            problems.write(
                    response,
                    Problem.invalid(List.of(new FieldProblem("Forwarded, X-Forwarded-*", "must make an address"))));
        }
    }

    private static boolean isAddress(HttpServletRequest request) {
        try {
            ServletServerHttpRequest asked = new ServletServerHttpRequest(request);
            HttpHeaders headers = asked.getHeaders();
            ForwardedHeaderUtils.adaptFromForwardedHeaders(asked.getURI(), headers)
                    .build()
                    .toUri();
            return headers.getOrEmpty(PREFIX).stream()
                    .allMatch(prefix -> PATHS.matcher(prefix).matches());
        } catch (IllegalArgumentException | IllegalStateException noAddress) {
            return false;
        }
    }
}
