package io.vitrine.models;

import io.vitrine.encoders.NativeHeap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has the C library give back to the system what bulk work has left free, in the first pause: a batch of pictures takes a hundred times a
 * query's memory, and so does what a model is made of when it is opened.
 */
@Component
class HeapTrimming {

    private static final long PAUSE = 10_000; // ms

    private final Runnable trim;
    private final AtomicBoolean usedSinceLook = new AtomicBoolean();
    private boolean untrimmed;

    HeapTrimming() {
        this(NativeHeap::trim);
    }

    HeapTrimming(Runnable trim) {
        this.trim = trim;
    }

    /** Tells of bulk work that begins or goes on. */
    void used() {
        usedSinceLook.set(true);
    }

    @Scheduled(fixedDelay = PAUSE)
    void look() {
        if (usedSinceLook.getAndSet(false)) {
            untrimmed = true;
        } else if (untrimmed) {
            untrimmed = false;
            trim.run();
        }
    }
}
