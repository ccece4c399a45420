package io.vitrine.models;

import io.vitrine.roles.ConditionalOnRole;
import io.vitrine.roles.Role;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Opens the version that answers searches before this process does, and follows every switch, whichever process made it: those of
 * others when {@link ServingReplica} looks for them.
 */
@Component
@Order(-1) // after the bundled models
@ConditionalOnRole(Role.WEB)
final class ModelSwitches implements ApplicationRunner {

    private final ModelRegistry registry;
    private final ActiveModel activeModel;

    ModelSwitches(ModelRegistry registry, ActiveModel activeModel) {
        this.registry = registry;
        this.activeModel = activeModel;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        follow();
    }

    @EventListener(ModelActivated.class)
    void follow() {
        registry.latestActivation().ifPresent(activeModel::switchTo);
    }

    /** Whether a version is open here, be it the one before the latest; without any, training the first is all there is to do. */
    boolean isFollowed() {
        return activeModel.isOpen() || registry.latestActivation().isEmpty();
    }
}
