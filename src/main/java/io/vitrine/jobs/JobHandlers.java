package io.vitrine.jobs;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The handlers by type, looked up late, since a handler may itself submit jobs. */
@Component
class JobHandlers {

    private final ObjectProvider<JobHandler<?>> handlers;

    JobHandlers(ObjectProvider<JobHandler<?>> handlers) {
        this.handlers = handlers;
    }

    Collection<String> types() {
        return byType().keySet();
    }

    JobHandler<?> of(String type) {
        JobHandler<?> handler = byType().get(type);
        if (handler == null) {
            throw new IllegalArgumentException("No handler runs jobs of type " + type);
        }
        return handler;
    }

    private Map<String, JobHandler<?>> byType() {
        return handlers.stream().collect(Collectors.toMap(JobHandler::type, Function.identity()));
    }
}
