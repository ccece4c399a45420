package io.vitrine.encoders.hub;

import io.vitrine.encoders.hub.PartialFile.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a body to a file as its bytes come, and gives it up when none do. */
final class BodyTransfer {

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final BodyQueue body;
    private final Duration patience;
    private final DownloadListener listener;
    private final String name;

    BodyTransfer(BodyQueue body, Duration patience, DownloadListener listener, String name) {
        this.body = body;
        this.patience = patience;
        this.listener = listener;
        this.name = name;
    }

    /**
     * Writes all of the body behind the first {@code from} bytes.
     *
     * @return how many bytes there are now; more than the content has when too many came
     * @throws IOException when it ends too early
     */
    long to(PartialFile part, Content content, long from) throws IOException, InterruptedException {
        long done = from;
        try (FileChannel channel = from == 0 ? part.begin(content) : part.goOn()) {
            List<ByteBuffer> pieces = next(done, content.size());
            while (!pieces.isEmpty() && done <= content.size()) {
                for (ByteBuffer piece : pieces) {
                    done += piece.remaining();
                    part.write(channel, piece);
                }
                listener.onBytes(name, done, content.size());
                pieces = next(done, content.size());
            }
        }
        if (done < content.size()) {
            throw new IOException("the connection ended" + progress(done, content.size()));
        }
        return done;
    }

    /** The next pieces; the listener hears of every second without one, so that it can end the waiting. */
    private List<ByteBuffer> next(long done, long total) throws IOException, InterruptedException {
        for (Duration left = patience; left.isPositive(); left = left.minus(HEARTBEAT)) {
            List<ByteBuffer> pieces = next(left.compareTo(HEARTBEAT) < 0 ? left : HEARTBEAT, done, total);
            if (pieces != null) {
                return pieces;
            }
            listener.onBytes(name, done, total);
        }
        throw new IOException("no byte came for " + patience.toMillis() + " ms" + progress(done, total));
    }

    private @Nullable List<ByteBuffer> next(Duration wait, long done, long total)
            throws IOException, InterruptedException {
        try {
            return body.next(wait);
        } catch (IOException broken) {
            throw new IOException(broken.getMessage() + progress(done, total), broken);
        }
    }

    private static String progress(long done, long total) {
        return " after " + done + " of " + total + " bytes";
    }
}
