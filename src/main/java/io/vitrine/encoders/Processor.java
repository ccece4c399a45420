package io.vitrine.encoders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the processor can do, as the Linux kernel tells of it. */
final class Processor {

    private static final List<String> BFLOAT16 = List.of("avx512_bf16", "amx_bf16");
    private static final boolean MULTIPLIES_BFLOAT16 = multipliesBfloat16(Path.of("/proc/cpuinfo"));

    private Processor() {}

    /** Whether it has instructions that multiply bfloat16; false where nobody tells. */
    static boolean multipliesBfloat16() {
        return MULTIPLIES_BFLOAT16;
    }

    static boolean multipliesBfloat16(Path information) {
        try (Stream<String> lines = Files.lines(information)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .limit(1)
                    .flatMap(line -> Arrays.stream(line.split("\\s+")))
                    .anyMatch(BFLOAT16::contains);
        } catch (IOException notTold) {
            return false;
        }
    }
}
