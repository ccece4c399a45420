package io.vitrine.models;

import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.EngineReport;
import io.vitrine.encoders.MatrixProducts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one place where it is decided on what towers, training and indexing compute; an impossible device ends the start. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    EngineReport engineReport(DeviceProperties properties) {
        return EngineReport.of(properties.device());
    }

    @Bean
    ComputeDevice computeDevice(EngineReport engine) {
        MatrixProducts.choose(engine.device());
        return engine.device();
    }
}
