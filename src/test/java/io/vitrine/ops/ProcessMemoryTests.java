package io.vitrine.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMemoryTests {

    @Test
    void theKernelsKibibytesBecomeBytes(@TempDir Path directory) throws IOException {
        Path status = Files.writeString(
                directory.resolve("status"), "Name:\tjava\nVmHWM:\t  300000 kB\nVmRSS:\t  123456 kB\n");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        new ProcessMemory(status).bindTo(meters);

        assertThat(meters.get("process.memory.resident").gauge().value()).isEqualTo(123_456 * 1024.0);
        assertThat(meters.get("process.memory.resident.peak").gauge().value()).isEqualTo(300_000 * 1024.0);
        assertThat(meters.find("process.memory.swapped").gauge()).isNull();
    }

    @Test
    void whereTheKernelTellsNothingThereIsNoMeterOfWhatIsUsed(@TempDir Path directory) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        new ProcessMemory(directory.resolve("missing")).bindTo(meters);

        assertThat(meters.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("process.memory.limit");
    }

    @Test
    void theLimitIsAtLeastWhatTheHeapMayTake() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        new ProcessMemory().bindTo(meters);

        assertThat(meters.get("process.memory.limit").gauge().value())
                .isGreaterThanOrEqualTo(Runtime.getRuntime().maxMemory());
    }
}
