package io.vitrine.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.encoders.EngineReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class EngineCheckTests {

    @Test
    void saysInTheLogAndWhenAskedWhereTheEngineComputes(CapturedOutput output) {
        EngineReport report = EngineReport.of("cpu");
        Info.Builder information = new Info.Builder();

        new EngineCheck(report).contribute(information);

        assertThat(output).contains(report.sentence());
        assertThat(information.build().getDetails()).containsEntry("engine", report.details());
    }
}
