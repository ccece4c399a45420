package io.vitrine.jobs;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams a job as server-sent events: once at the start, at each change, and a last time when it ends. */
@Component
class JobEvents {

    private static final Logger LOG = LoggerFactory.getLogger(JobEvents.class);
    private static final int FOLLOWERS = 256;
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final int GLANCES_PER_SIGN_OF_LIFE = 30;

    private final Jobs jobs;
    private final Semaphore places = new Semaphore(FOLLOWERS);
    private volatile boolean open = true;

    JobEvents(Jobs jobs) {
        this.jobs = jobs;
    }

    SseEmitter follow(JobView job) {
        if (!places.tryAcquire()) {
            throw new TooManyFollowers(FOLLOWERS);
        }
        SseEmitter emitter = new SseEmitter(0L);
        Thread.ofVirtual().name("job-events").start(() -> stream(job, emitter));
        return emitter;
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        open = false;
    }

    private void stream(JobView first, SseEmitter emitter) {
        try {
            JobView sent = first;
            send(emitter, sent);
            for (int glance = 1; open && !sent.status().isTerminal(); glance++) {
                Thread.sleep(GLANCE);
                JobView now = jobs.get(first.id());
                if (!now.equals(sent)) {
                    send(emitter, now);
                } else if (glance % GLANCES_PER_SIGN_OF_LIFE == 0) {
                    emitter.send(SseEmitter.event().comment("still here"));
                }
                sent = now;
            }
            emitter.complete();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException | IllegalStateException followerLeft) {
            LOG.debug("A follower of job {} left", first.id(), followerLeft);
        } catch (RuntimeException failure) {
            emitter.completeWithError(failure);
        } finally {
            places.release();
        }
    }

    private static void send(SseEmitter emitter, JobView job) throws IOException {
        emitter.send(SseEmitter.event().name("job").data(job));
    }
}
