package io.vitrine.training;

import io.vitrine.encoders.hub.HubSource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this service trains.
 *
 * @param hub where the published checkpoints come from that trainings start with
 */
@Validated
@ConfigurationProperties("vitrine.training")
record TrainingProperties(@DefaultValue @Valid Hub hub) {

    /**
     * Published checkpoints.
     *
     * @param directory holds them as {@code <owner>/<name>}; downloads go there
     * @param offline whether what is not in the directory is an error, instead of being downloaded
     * @param url of the hub that is downloaded from
     * @param token authorises at the hub; empty for none
     * @param patience how long no byte may come before a connection counts as stalled
     * @param attempts how often a file is asked for before the download fails
     */
    record Hub(
            @DefaultValue("var/hub") Path directory,
            @DefaultValue("false") boolean offline,
            @DefaultValue("https://huggingface.co") URI url,
            @DefaultValue("") String token,
            @DefaultValue("30s") Duration patience,
            @DefaultValue("8") @Min(1) @Max(100) int attempts) {

        /** An address or a patience that cannot be used prevents the start. */
        Hub {
            source(offline, url, token, patience, attempts);
        }

        @Nullable
        HubSource source() {
            return source(offline, url, token, patience, attempts);
        }

        private static @Nullable HubSource source(
                boolean offline, URI url, String token, Duration patience, int attempts) {
            HubSource usual = HubSource.of(url, token.isBlank() ? null : token.strip());
            return offline
                    ? null
                    : new HubSource(url, usual.token(), patience, attempts, usual.pause(), usual.longestPause());
        }

        /** Without the token. */
        @Override
        public String toString() {
            return directory + (offline ? "" : ", else " + url);
        }
    }
}
