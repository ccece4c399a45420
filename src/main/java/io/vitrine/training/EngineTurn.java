package io.vitrine.training;

import io.vitrine.encoders.NativeHeap;
import io.vitrine.jobs.JobContext;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** One training at a time: the engine collects gradients for one per process, and each takes gigabytes, which go back after it. */
final class EngineTurn {

    private static final ReentrantLock ENGINE = new ReentrantLock();

    private EngineTurn() {}

    /** Waits until no other job trains in this process, then does the work. */
    static <T> T take(JobContext job, Callable<T> work) throws Exception {
        job.phase("waiting for another training", "", 0);
        while (!ENGINE.tryLock(1, TimeUnit.SECONDS)) {
            job.checkpoint();
        }
        try {
            return work.call();
        } finally {
            ENGINE.unlock();
            NativeHeap.trim();
        }
    }
}
