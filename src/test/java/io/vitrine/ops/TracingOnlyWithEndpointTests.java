package io.vitrine.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.vitrine.stages.Stages;
import io.vitrine.testing.TraceCollector;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

@ExtendWith(OutputCaptureExtension.class)
class TracingOnlyWithEndpointTests {

    private static final String SENDING_THREAD = "BatchSpanProcessor";

    @EnableAutoConfiguration(
            exclude = {
                DataSourceAutoConfiguration.class,
                HibernateJpaAutoConfiguration.class,
                FlywayAutoConfiguration.class
            })
    @Import(Stages.class)
    static class Application {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.main.banner-mode=off",
                TracingOnlyWithEndpoint.ENDPOINT + "=",
                "logging.structured.format.console="
            })
    void withoutAnEndpointNothingMakesSpansOrWaitsToSendThem(String property, CapturedOutput log) {
        run(property, context -> {
            context.getBean(Stages.class).run("stage", () -> "done");

            assertThat(context.getBeanProvider(Tracer.class)).isEmpty();
            assertThat(context.getBeanProvider(TracingObservationHandler.class)).isEmpty();
            assertThat(context.getBeanProvider(SpanProcessor.class)).isEmpty();
            assertThat(context.getBeanProvider(SpanExporter.class)).isEmpty();
            assertThat(threads()).noneMatch(name -> name.startsWith(SENDING_THREAD));
        });
        assertThat(log).doesNotContain("WARN", "ERROR");
    }

    @Test
    void withAnEndpointAStageIsSentToIt() {
        try (TraceCollector collector = new TraceCollector()) {
            run(TracingOnlyWithEndpoint.ENDPOINT + "=" + collector.endpoint(), context -> {
                assertThat(context.getBean(ObservationRegistry.class).isNoop()).isFalse();
                assertThat(threads()).anyMatch(name -> name.startsWith(SENDING_THREAD));
                context.getBean(Stages.class).run("stage", () -> "done");
            });
            assertThat(collector.spans())
                    .extracting(TraceCollector.ReceivedSpan::name)
                    .containsExactly("stage");
        }
    }

    private static void run(String property, Consumer<ConfigurableApplicationContext> test) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run("--" + property, "--management.endpoint.health.validate-group-membership=false")) {
            test.accept(context);
        }
    }

    private static Iterable<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
