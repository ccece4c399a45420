package io.vitrine.ops;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Keeps out of traces what is measured and explains no slow request: probes, scrapes, the clockwork, each filter of the security
 * chain. It takes such observations from the handler that makes spans; what runs within them belongs to the span around them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnProperty(TracingOnlyWithEndpoint.ENDPOINT)
final class Untraced implements TracingObservationHandler<Observation.Context> {

    private static final List<String> NAMES = List.of("spring.security.", "tasks.scheduled.");

    @Override
    public boolean supportsContext(Observation.Context context) {
        return NAMES.stream().anyMatch(Objects.requireNonNullElse(context.getName(), "")::startsWith)
                || context instanceof ServerRequestObservationContext http
                        && http.getCarrier() != null
                        && http.getCarrier().getRequestURI().startsWith("/actuator/");
    }

    /** Metrics ask each observation for its span, and accept that there is none. */
    @Override
    public void onStart(Observation.Context context) {
        context.put(TracingContext.class, new TracingContext());
    }

    @Override
    public void onScopeOpened(Observation.Context context) {}

    @Override
    public void onScopeReset(Observation.Context context) {}

    @Override
    public void onScopeClosed(Observation.Context context) {}

    @Override
    public void onEvent(Observation.Event event, Observation.Context context) {}

    @Override
    public void onError(Observation.Context context) {}

    @Override
    public Tracer getTracer() {
        return Tracer.NOOP;
    }
}
