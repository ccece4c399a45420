package io.vitrine.web;

import io.vitrine.errors.FieldProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses, before anything is read, bodies of no type, JSON that is too large, and query strings that are no text. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestLimits extends OncePerRequestFilter {

    private static final Pattern JSON = Pattern.compile("application/([a-z0-9.+-]+\\+)?json(;.*)?");

    private final DataSize limit;
    private final ProblemWriter problems;

    RequestLimits(WebProperties properties, ProblemWriter problems) {
        this.limit = properties.maxJsonSize();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<FieldProblem> malformed = malformedParameter(request.getQueryString());
        if (malformed.isPresent()) {
            problems.write(response, Problem.invalid(List.of(malformed.get())));
        } else if (!hasType(request)) {
            String detail = "`Content-Type` must name one type, such as application/json.";
            problems.write(response, Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, detail));
        } else if (!isJson(request)) {
            chain.doFilter(request, response);
        } else if (request.getContentLengthLong() > limit.toBytes()) {
            problems.write(response, Problem.of(new BodyTooLarge(limit)));
        } else {
            chain.doFilter(new LimitedRequest(request, limit), response);
        }
    }

    /** Whether what is said of the body, if anything, is a type. */
    private static boolean hasType(HttpServletRequest request) {
        String type = request.getContentType();
        try {
            return !StringUtils.hasLength(type)
                    || MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException malformed) {
            return false;
        }
    }

    private static boolean isJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && JSON.matcher(type.trim().toLowerCase(Locale.ROOT)).matches();
    }

    private static Optional<FieldProblem> malformedParameter(@Nullable String query) {
        return Arrays.stream(StringUtils.tokenizeToStringArray(query, "&"))
                .filter(pair -> !isText(pair))
                .map(pair -> new FieldProblem(name(pair), "must be text in UTF-8, without the null character"))
                .findFirst();
    }

    private static String name(String pair) {
        String name = pair.substring(0, pair.indexOf('=') < 0 ? pair.length() : pair.indexOf('='));
        return isText(name) && !name.isBlank() ? name : "query string";
    }

    private static boolean isText(String encoded) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(decode(encoded));
            return TextFault.in(StandardCharsets.UTF_8.newDecoder().decode(bytes)) == null;
        } catch (CharacterCodingException | NumberFormatException malformed) {
            return false;
        }
    }

    private static byte[] decode(String encoded) {
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length() * 4);
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == '%' && i + 2 < encoded.length()) {
                bytes.put((byte) Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put(String.valueOf(encoded.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
