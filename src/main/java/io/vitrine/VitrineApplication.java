package io.vitrine;

import io.vitrine.encoders.EngineLoading;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Vitrine: text-to-image search over a product catalogue. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class VitrineApplication {

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(VitrineApplication.class);
        application.addInitializers(context -> EngineLoading.begin()); // not before logging is set up
        application.run(arguments);
    }
}
