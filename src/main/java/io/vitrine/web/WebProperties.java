package io.vitrine.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What callers may send, and the key of those who may change things.
 *
 * @param adminKey the administrator's key; empty means the one in the file
 * @param adminKeyFile holds the key, and is written with a new one when missing
 * @param keysFile further keys with scopes of their own, see {@link ApiKey}; null for none
 * @param searchNeedsKey whether searching and reading need a key with the scope {@code search} as well; the pages then show nothing
 * @param requestsPerSecond how many requests to the interface each caller may send on average; 0 for any number
 * @param requestsAtOnce how many may come at once before that counts
 * @param maxJsonSize how large a JSON body may be; uploads have limits of their own
 */
@Validated
@ConfigurationProperties("vitrine.web")
record WebProperties(
        @DefaultValue("") String adminKey,
        @DefaultValue("var/admin.key") Path adminKeyFile,
        @Nullable Path keysFile,
        @DefaultValue("false") boolean searchNeedsKey,
        @DefaultValue("0") @Min(0) @Max(1_000_000) int requestsPerSecond,
        @DefaultValue("100") @Min(1) @Max(1_000_000) int requestsAtOnce,
        @DefaultValue("32MB") DataSize maxJsonSize) {}
