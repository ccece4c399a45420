package io.vitrine.testing;

import io.vitrine.VitrineApplication;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service beside others on one database and one data directory, as in a process of its own. */
public final class ServiceProcess implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private ServiceProcess(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it with a free port and without the sample catalogue. */
    public static ServiceProcess start(TestDatabase database, Path data, Class<?> further, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.password(),
                "vitrine.data-directory=" + data,
                "vitrine.catalogue.sample.enabled=false"));
        all.addAll(Arrays.asList(properties));
        return new ServiceProcess(new SpringApplicationBuilder(VitrineApplication.class, further)
                .initializers(ServiceOnly::in)
                .run(all.stream().map(property -> "--" + property).toArray(String[]::new)));
    }

    public URI address() {
        int port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
        return URI.create("http://localhost:" + port);
    }

    @Override
    public void close() {
        context.close();
    }
}
