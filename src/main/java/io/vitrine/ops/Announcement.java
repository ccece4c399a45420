package io.vitrine.ops;

import io.vitrine.roles.Role;
import io.vitrine.roles.RoleProperties;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says, once the service takes requests or runs jobs, where it is and how long it took. */
@Component
class Announcement {

    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private final Environment environment;

    Announcement(Environment environment) {
        this.environment = environment;
    }

    @EventListener
    @Order
    void announce(ApplicationReadyEvent ready) {
        double seconds = ready.getTimeTaken() == null ? 0 : ready.getTimeTaken().toMillis() / 1000.0;
        LOG.info("{}", sentence(environment, seconds));
    }

    static String sentence(Environment environment, double seconds) {
        boolean encrypted = environment.getProperty("server.ssl.enabled", Boolean.class, false);
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        String path = environment.getProperty("server.servlet.context-path", "");
        String address = (encrypted ? "https" : "http") + "://localhost:" + port + path;
        String service = RoleProperties.of(environment).include(Role.WEB)
                ? String.format(
                        "Vitrine is ready on %s/ (search page), %s/swagger-ui.html (interface)", address, address)
                : "Vitrine is ready to run jobs and nothing else";
        return String.format(Locale.ROOT, "%s, %s/actuator/health; it took %.1f s to start", service, address, seconds);
    }
}
