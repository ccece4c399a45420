package io.vitrine.encoders.hub;

import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a hub's own answers say of a file, before it redirects to where the bytes are.
 *
 * @param size bytes, -1 when not told
 * @param commit what the asked revision stands for at the moment
 */
record RemoteFile(
        @Nullable Checksum checksum, long size, @Nullable String commit) {

    static final RemoteFile UNKNOWN = new RemoteFile(null, -1, null);

    private static final int OK = 200;

    /** With what one more answer of the hub itself adds; of a file that it only links to, the link's headers count. */
    RemoteFile with(int status, HttpHeaders headers) {
        Checksum linked = checksum(headers, "X-Linked-ETag");
        Checksum direct = status == OK ? checksum(headers, "ETag") : null;
        long linkedSize = headers.firstValueAsLong("X-Linked-Size").orElse(-1);
        long directSize =
                status == OK ? headers.firstValueAsLong("Content-Length").orElse(-1) : -1;
        String told = headers.firstValue("X-Repo-Commit")
                .filter(value -> value.matches("[0-9a-f]{40}"))
                .orElse(null);
        return new RemoteFile(
                checksum != null ? checksum : linked != null ? linked : direct,
                size >= 0 ? size : linkedSize >= 0 ? linkedSize : directSize,
                commit != null ? commit : told);
    }

    private static @Nullable Checksum checksum(HttpHeaders headers, String name) {
        return headers.firstValue(name).map(Checksum::ofTag).orElse(null);
    }
}
