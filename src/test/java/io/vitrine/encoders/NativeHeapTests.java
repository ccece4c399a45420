package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NativeHeapTests {

    private static final int BLOCKS = 4096;
    private static final long BLOCK = 64 * 1024;
    private static final Path STATUS = Path.of("/proc/self/status");

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle MALLOC = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("malloc"),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("free"), FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

    @Test
    void what_is_free_below_a_block_in_use_goes_back_to_the_system() throws Throwable {
        assumeTrue(Files.exists(STATUS)
                && LINKER.defaultLookup().find("malloc_trim").isPresent());
        List<MemorySegment> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            MemorySegment block = ((MemorySegment) MALLOC.invokeExact(BLOCK)).reinterpret(BLOCK);
            blocks.add(block.fill((byte) 1));
        }
        MemorySegment last = blocks.removeLast();
        for (MemorySegment block : blocks) {
            FREE.invokeExact(block);
        }
        long before = resident();

        NativeHeap.trim();

        assertThat(before - resident()).isGreaterThan(BLOCKS * BLOCK / 2);
        FREE.invokeExact(last);
    }

    private static long resident() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
