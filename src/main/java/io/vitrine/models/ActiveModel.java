package io.vitrine.models;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.vitrine.models.ModelRegistry.Activation;
import io.vitrine.models.OpenModels.OpenModel;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The version that answers searches, and leases on it and on others. */
@Component
public class ActiveModel {

    private final ModelRegistry registry;
    private final OpenModels models;
    private final GuestModel guest;
    private final MultiGauge info;
    private volatile @Nullable Live live;

    ActiveModel(ModelRegistry registry, OpenModels models, GuestModel guest, MeterRegistry meters) {
        this.registry = registry;
        this.models = models;
        this.guest = guest;
        this.info = MultiGauge.builder("vitrine.model.info")
                .description("The active model; the value is the generation of the switch to it")
                .register(meters);
    }

    /**
     * Uses the active version, which stays open until {@code use} returns even when another one is activated meanwhile.
     *
     * @throws NoActiveModel when none has been activated yet
     */
    public <T> T lease(Function<LoadedModel, T> use) {
        return use(join(), use);
    }

    /**
     * Uses the named version, active or not, opening it when nobody has.
     *
     * @throws ModelNotFound when no version has the name
     */
    public <T> T lease(String version, Function<LoadedModel, T> use) {
        guest.makeRoomFor(version);
        return use(models.acquire(version), use);
    }

    /**
     * Uses the named version for a search while the active one stays open, too, and keeps it open for a while afterwards.
     *
     * @throws ModelNotFound when no version has the name
     * @throws TooManyModels when it would be the third that is open
     */
    public <T> T leaseBeside(String version, Function<LoadedModel, T> use) {
        Live current = live;
        boolean active = current != null && current.model().loaded().version().equals(version);
        return active ? lease(use) : use(guest.acquire(version), use);
    }

    private <T> T use(OpenModel model, Function<LoadedModel, T> use) {
        try {
            return use.apply(model.loaded());
        } finally {
            models.release(model);
        }
    }

    private OpenModel join() {
        while (true) {
            Live current = live;
            if (current == null) {
                throw new NoActiveModel();
            }
            if (models.join(current.model())) {
                return current.model();
            }
        }
    }

    boolean isOpen() {
        return live != null;
    }

    /** Opens the version, lets it answer from then on, and lets go of the one before. */
    synchronized void switchTo(Activation activation) {
        Live current = live;
        if (current != null && current.generation() >= activation.generation()) {
            return;
        }
        guest.makeRoomFor(activation.model());
        OpenModel next = models.acquire(activation.model());
        live = new Live(activation.generation(), next);
        ModelView view = registry.get(activation.model());
        info.register(
                List.of(Row.of(Tags.of("model", view.name(), "encoder", view.encoder()), activation.generation())),
                true);
        if (current != null) {
            models.release(current.model());
        }
    }

    private record Live(long generation, OpenModel model) {}
}
