package io.vitrine;

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
        SpringApplication.run(VitrineApplication.class, arguments);
    }
}
