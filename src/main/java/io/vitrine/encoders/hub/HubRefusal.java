package io.vitrine.encoders.hub;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** What an answer without a file means, and whether asking again may help. */
final class HubRefusal {

    private static final String CODE = "X-Error-Code";
    private static final String NO_SUCH_FILE = "EntryNotFound";

    private HubRefusal() {}

    /** @throws DownloadFailedException when not only the file but the whole checkpoint or its revision is missing */
    static void requireOnlyTheFileIsMissing(HttpHeaders headers) throws DownloadFailedException {
        String code = headers.firstValue(CODE).orElse(NO_SUCH_FILE);
        if (!code.equals(NO_SUCH_FILE)) {
            throw new DownloadFailedException("the hub does not have it" + detail(headers));
        }
    }

    static IOException of(int status, HttpHeaders headers) {
        return switch (status) {
            case 401, 403 ->
                new DownloadFailedException("the hub refuses it (status " + status + detail(headers)
                        + "): it does not exist, or its terms must be accepted there and a token be configured");
            case 429, 503 -> new HubBusyException("the hub is busy (status " + status + ")", waitFor(headers));
            case 408, 425, 500, 502, 504 -> new IOException("the hub failed (status " + status + detail(headers) + ")");
            default -> new DownloadFailedException("the hub answers with status " + status + detail(headers));
        };
    }

    private static String detail(HttpHeaders headers) {
        return headers.firstValue("X-Error-Message")
                .or(() -> headers.firstValue(CODE))
                .map(message -> ", " + message)
                .orElse("");
    }

    /** Seconds, or a date. */
    private static Duration waitFor(HttpHeaders headers) {
        String after = headers.firstValue("Retry-After").orElse("0").strip();
        if (after.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(after));
        }
        try {
            Instant until = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(Instant.now(), until);
        } catch (DateTimeException unreadable) {
            return Duration.ZERO;
        }
    }
}
