package io.vitrine.ops;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The memory of the whole process, which the JVM's own meters do not show: the encoders' tensors live outside its heap. How
 * much is used is told only where the kernel tells, that is on Linux.
 */
@Component
class ProcessMemory implements MeterBinder {

    private static final int BYTES_PER_KIBIBYTE = 1024;

    private final Path status;

    @Autowired
    ProcessMemory() {
        this(Path.of("/proc/self/status"));
    }

    ProcessMemory(Path status) {
        this.status = status;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge(meters, "process.memory.resident", "Memory of the process that is in RAM, heap and native", "VmRSS");
        gauge(meters, "process.memory.resident.peak", "The most memory the process has had in RAM", "VmHWM");
        gauge(meters, "process.memory.swapped", "Memory of the process that was swapped out", "VmSwap");
        limit(meters);
    }

    private static void limit(MeterRegistry meters) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            Gauge.builder("process.memory.limit", system, OperatingSystemMXBean::getTotalMemorySize)
                    .description("The memory the process may have: its container's limit, else all of the machine's")
                    .baseUnit("bytes")
                    .register(meters);
        }
    }

    private void gauge(MeterRegistry meters, String name, String description, String line) {
        if (bytes(line).isPresent()) {
            Gauge.builder(name, () -> bytes(line).isPresent() ? bytes(line).getAsLong() : Double.NaN)
                    .description(description)
                    .baseUnit("bytes")
                    .register(meters);
        }
    }

    /** The bytes on a line such as {@code VmRSS:   123456 kB}. */
    OptionalLong bytes(String name) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1)
                            .toLowerCase(Locale.ROOT)
                            .replace("kb", "")
                            .strip())
                    .mapToLong(kibibytes -> Long.parseLong(kibibytes) * BYTES_PER_KIBIBYTE)
                    .findFirst();
        } catch (IOException | NumberFormatException unknown) {
            return OptionalLong.empty();
        }
    }
}
