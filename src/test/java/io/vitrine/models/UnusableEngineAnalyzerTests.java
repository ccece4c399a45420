package io.vitrine.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;

@ExtendWith(OutputCaptureExtension.class)
class UnusableEngineAnalyzerTests {

    @Import(EngineConfiguration.class)
    @EnableConfigurationProperties(DeviceProperties.class)
    static class EngineAlone {}

    @Test
    void aStartOnADeviceThatIsNotThereEndsWithWhatIsWrongAndHowToMendIt(CapturedOutput output) {
        SpringApplication application = new SpringApplicationBuilder(EngineAlone.class)
                .web(WebApplicationType.NONE)
                .properties("vitrine.device=gpu:97")
                .build();
        try {
            application.run().close();
        } catch (RuntimeException expected) {
            assertThat(output)
                    .contains("APPLICATION FAILED TO START")
                    .contains("Device 'gpu:97' is not there")
                    .contains("Set the device to auto or cpu");
            return;
        }
        throw new AssertionError("the application started on gpu:97");
    }
}
