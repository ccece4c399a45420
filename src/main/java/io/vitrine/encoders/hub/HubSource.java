package io.vitrine.encoders.hub;

import static io.vitrine.encoders.EncoderException.require;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A hub that checkpoints are downloaded from, and with how much patience.
 *
 * @param base where its addresses begin; {@code owner/name/resolve/revision/file} follows
 * @param token authorises; it is sent to this address alone, never to where the hub redirects
 * @param patience how long no byte may come before a connection counts as stalled
 * @param attempts how often a file is asked for before the download fails
 * @param pause before the second attempt; it doubles with each further one
 * @param longestPause bounds every pause, also the one that the hub asks for
 */
public record HubSource(
        URI base, @Nullable String token, Duration patience, int attempts, Duration pause, Duration longestPause) {

    public static final URI HUGGING_FACE = URI.create("https://huggingface.co");

    private static final Set<String> SCHEMES = Set.of("http", "https");

    public HubSource {
        require(
                base.getScheme() != null && SCHEMES.contains(base.getScheme()) && base.getHost() != null,
                "url",
                "must be an http or https address, is " + base);
        require(
                base.getUserInfo() == null && base.getQuery() == null && base.getFragment() == null,
                "url",
                "must be an address without a user, a query or a fragment");
        require(
                token == null || base.getScheme().equals("https") || isLoopback(base.getHost()),
                "url",
                "must be an https address where there is a token, which would travel unprotected");
        require(patience.isPositive(), "patience", "must be positive, is " + patience);
        require(attempts >= 1, "attempts", "must be at least 1, is " + attempts);
        require(
                !pause.isNegative() && longestPause.compareTo(pause) >= 0,
                "pause",
                "must lie between 0 and the longest");
    }

    /** The usual patience: 30 seconds without a byte, 8 attempts, pauses from 1 to 120 seconds. */
    public static HubSource of(URI base, @Nullable String token) {
        return new HubSource(base, token, Duration.ofSeconds(30), 8, Duration.ofSeconds(1), Duration.ofSeconds(120));
    }

    private static boolean isLoopback(String host) {
        try {
            return host.equals("localhost")
                    || (host.matches("[0-9.]+") && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    /** Whether an address is on this hub itself: scheme, host and port are its own. */
    boolean owns(URI address) {
        return base.getScheme().equalsIgnoreCase(address.getScheme())
                && base.getHost().equalsIgnoreCase(address.getHost())
                && port(base) == port(address);
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    URI file(HubReference reference, String revision, String file) {
        String start = base.toString().replaceFirst("/+$", "");
        return URI.create(start + "/" + reference.name() + "/resolve/" + revision + "/" + file);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return base.toString();
    }
}
