package io.vitrine.encoders.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An answer's body, taken piece by piece by a thread that will not wait for ever; at most one piece is under way. */
final class BodyQueue implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

    /** No bytes and no failure: the end. */
    private record Event(List<ByteBuffer> bytes, @Nullable Throwable failure) {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private Flow.@Nullable Subscription subscription;
    private boolean closed;

    /**
     * The next piece; empty at the end, null when none came in time.
     *
     * @throws IOException when the connection broke
     */
    @Nullable
    List<ByteBuffer> next(Duration wait) throws IOException, InterruptedException {
        Event event = events.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (event == null) {
            return null;
        }
        if (event.failure() != null) {
            throw new IOException(
                    "the connection broke (" + DownloadFailedException.reason(event.failure()) + ")", event.failure());
        }
        if (!event.bytes().isEmpty()) {
            request();
        }
        return event.bytes();
    }

    private synchronized void request() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription granted) {
        subscription = granted;
        if (closed) {
            granted.cancel();
        } else {
            granted.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        if (bytes.isEmpty()) {
            request();
        } else {
            events.add(new Event(bytes, null));
        }
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new Event(List.of(), failure));
    }

    @Override
    public void onComplete() {
        events.add(new Event(List.of(), null));
    }

    /** Lets go of the connection, whatever is still to come. */
    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
