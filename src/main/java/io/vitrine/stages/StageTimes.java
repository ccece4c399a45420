package io.vitrine.stages;

import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.Observation;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Records a stage in the timer it has, in place of Micrometer's handler, which would make meters of its own: names and tags are what
 * dashboards and alerts read.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StageTimes implements MeterObservationHandler<Stage> {

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof Stage;
    }

    @Override
    public void onStart(Stage stage) {
        stage.started();
    }

    @Override
    public void onStop(Stage stage) {
        stage.ended();
    }
}
