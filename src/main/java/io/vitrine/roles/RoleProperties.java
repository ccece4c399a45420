package io.vitrine.roles;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Which parts of the service this process plays.
 *
 * @param roles {@code web}, {@code worker} or both
 */
@ConfigurationProperties("vitrine")
public record RoleProperties(
        @DefaultValue({"web", "worker"}) Set<Role> roles) {

    /** A process that would do nothing does not start. */
    public RoleProperties {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("vitrine.roles must name web, worker or both");
        }
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }

    /** What the configuration says, also before there are any beans. */
    public static RoleProperties of(Environment environment) {
        return Binder.get(environment).bindOrCreate("vitrine", RoleProperties.class);
    }

    public boolean include(Role role) {
        return roles.contains(role);
    }
}
