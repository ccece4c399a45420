package io.vitrine.web;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/** Writes a request's id on its span, so that its trace can be found by what the caller knows. */
@Component
class RequestIdInTraces implements ObservationFilter {

    @Override
    public Observation.Context map(Observation.Context context) {
        if (context instanceof ServerRequestObservationContext http
                && http.getCarrier() != null
                && http.getCarrier().getAttribute(RequestId.KEY) instanceof String id) {
            http.addHighCardinalityKeyValue(KeyValue.of(RequestId.KEY, id));
        }
        return context;
    }
}
