package io.vitrine.models;

import io.vitrine.models.OpenModels.OpenModel;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The one version that searches have named beside the active one. It stays open for a while after the last of them, because
 * opening it takes seconds, and makes room for whatever else has to be opened.
 */
@Component
class GuestModel {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final OpenModels models;
    private @Nullable OpenModel kept;
    private Instant usedAt = Instant.MIN;

    GuestModel(OpenModels models) {
        this.models = models;
    }

    /**
     * Opens the version as the guest, or joins those who have it open; every call needs a release.
     *
     * @throws TooManyModels when another guest is in use, or a job has a model open
     */
    synchronized OpenModel acquire(String version) {
        makeRoomFor(version);
        OpenModel model = models.acquireWithinBound(version);
        if (kept == null) {
            kept = models.acquire(version);
        }
        usedAt = Instant.now();
        return model;
    }

    /** Lets go of a guest that is not the version as it is now; while searches still use it, it stays open until they are done. */
    synchronized void makeRoomFor(String version) {
        if (kept != null && !(kept.loaded().version().equals(version) && models.isCurrent(kept))) {
            letGo(kept);
        }
    }

    @Scheduled(fixedDelay = 10_000)
    void closeWhenIdle() {
        closeUnlessUsedSince(Instant.now().minus(KEPT));
    }

    synchronized void closeUnlessUsedSince(Instant time) {
        if (kept != null && usedAt.isBefore(time)) {
            letGo(kept);
        }
    }

    private void letGo(OpenModel guest) {
        kept = null;
        models.release(guest);
    }
}
