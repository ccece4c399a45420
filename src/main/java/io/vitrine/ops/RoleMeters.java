package io.vitrine.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vitrine.roles.Role;
import io.vitrine.roles.RoleProperties;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Tells by which roles a process is to be judged: a worker without a model is well, a process that answers searches is not. */
@Component
class RoleMeters implements MeterBinder {

    private final RoleProperties played;

    RoleMeters(RoleProperties played) {
        this.played = played;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (Role role : played.roles()) {
            Gauge.builder("vitrine.role", () -> 1)
                    .description("1 for each role that the process plays")
                    .tag("role", role.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }
}
