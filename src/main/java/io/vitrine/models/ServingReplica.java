package io.vitrine.models;

import io.vitrine.models.OpenModels.OpenModel;
import io.vitrine.roles.ConditionalOnRole;
import io.vitrine.roles.Role;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** This process as one of those that answer searches: it tells that it lives, and opens what is about to go live. */
@Component
@Order(-3) // before the live version is opened: a switch from here on waits for this replica
@ConditionalOnRole(Role.WEB)
class ServingReplica implements ApplicationRunner, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ServingReplica.class);

    private static final String HEARTBEAT = "${vitrine.models.replicas.heartbeat:1s}";

    private final UUID id = UUID.randomUUID();
    private final String name = ManagementFactory.getRuntimeMXBean().getName();
    private final Replicas replicas;
    private final ModelSwitches switches;
    private final OpenModels models;
    private final GuestModel guest;
    private final ReentrantLock beating = new ReentrantLock();
    private @Nullable Held held;

    ServingReplica(Replicas replicas, ModelSwitches switches, OpenModels models, GuestModel guest) {
        this.replicas = replicas;
        this.switches = switches;
        this.models = models;
        this.guest = guest;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        replicas.seen(id, name);
    }

    /** At a fixed rate, so that it does not wait while a model is opened; left out while another one waits for the database. */
    @Scheduled(fixedRateString = HEARTBEAT)
    void beat() {
        if (beating.tryLock()) {
            try {
                replicas.seen(id, name);
            } finally {
                beating.unlock();
            }
        }
    }

    /**
     * Opens what is wanted beside the live version, and says so as long as it is wanted. What is wanted no longer may have gone live: it
     * is let go of only when the live version has been looked up again, and so is not closed in between.
     */
    @Scheduled(initialDelayString = HEARTBEAT, fixedDelayString = HEARTBEAT)
    synchronized void attend() {
        Optional<Candidate> wanted = replicas.candidate();
        switches.follow();
        if (held != null && !wanted.equals(Optional.of(held.candidate()))) {
            letGo(held);
        }
        if (wanted.isPresent()) {
            held = held == null ? open(wanted.get()) : held;
            if (held != null) {
                replicas.answer(id, held.candidate().id(), held.failure());
            }
        }
    }

    private @Nullable Held open(Candidate candidate) {
        try {
            guest.makeRoomFor(candidate.model());
            return new Held(candidate, models.acquireWithinBound(candidate.model()), null);
        } catch (TooManyModels busy) {
            log.info("Model {} is about to go live and has to wait: {}", candidate.model(), busy.getMessage());
            return null;
        } catch (RuntimeException broken) {
            log.warn("Model {} is about to go live and cannot be opened", candidate.model(), broken);
            return new Held(candidate, null, String.valueOf(broken.getMessage()).replace("\0", ""));
        }
    }

    /** Takes the answer back first: as long as it stands, the candidate is open. */
    private void letGo(Held former) {
        replicas.answer(id, null, null);
        held = null;
        if (former.model() != null) {
            models.release(former.model());
        }
    }

    @Override
    public void destroy() {
        replicas.left(id);
    }

    /** What was wanted and is open, or why it cannot be opened. */
    private record Held(
            Candidate candidate,
            @Nullable OpenModel model,
            @Nullable String failure) {}
}
