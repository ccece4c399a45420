package io.vitrine.ops;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Leaves tracing out of a process that has nowhere to send its traces: then it makes no spans and has no thread that waits for them.
 * Logs are never sent, they are for the console.
 */
final class TracingOnlyWithEndpoint implements AutoConfigurationImportFilter, EnvironmentAware {

    static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    private static final String LOGS = "org.springframework.boot.opentelemetry.autoconfigure.logging.";
    private static final List<String> TRACING =
            List.of("org.springframework.boot.micrometer.tracing.", "org.springframework.boot.opentelemetry.");

    private boolean traced;

    /** An empty endpoint is none, for that is how compositions and charts leave a variable out. */
    @Override
    public void setEnvironment(Environment environment) {
        traced = StringUtils.hasText(environment.getProperty(ENDPOINT));
    }

    @Override
    public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[autoConfigurations.length];
        for (int i = 0; i < matches.length; i++) {
            matches[i] = autoConfigurations[i] != null && matches(autoConfigurations[i]);
        }
        return matches;
    }

    private boolean matches(String autoConfiguration) {
        return !autoConfiguration.startsWith(LOGS)
                && (traced || TRACING.stream().noneMatch(autoConfiguration::startsWith));
    }
}
