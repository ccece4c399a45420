package io.vitrine.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/**
 * How many requests each caller may send: a bucket that fills by so many a second, and holds as many as may come at once. A caller is
 * the holder of a key, or an address without one. Each replica counts for itself.
 */
@Component
class RateLimits {

    /** More callers at once are not told apart: the ones that were silent longest begin anew. */
    private static final int MOST_CALLERS = 100_000;

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final WebProperties properties;
    private final LoadingCache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build(caller -> bucket());

    RateLimits(WebProperties properties) {
        this.properties = properties;
    }

    /** Counts a request; the seconds to wait, one at least, when it is one too many. */
    OptionalLong secondsToWait(String caller) {
        if (properties.requestsPerSecond() == 0) {
            return OptionalLong.empty();
        }
        ConsumptionProbe probe = buckets.get(caller).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.ceilDiv(
                        probe.getNanosToWaitForRefill(), Duration.ofSeconds(1).toNanos()));
    }

    private Bucket bucket() {
        int most = Math.max(properties.requestsAtOnce(), properties.requestsPerSecond());
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(most).refillGreedy(properties.requestsPerSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
