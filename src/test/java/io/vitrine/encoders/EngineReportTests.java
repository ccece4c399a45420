package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EngineReportTests {

    private static final NativeLibrary FOR_CPU = new NativeLibrary("2.7.1", false);
    private static final NativeLibrary FOR_GPU = new NativeLibrary("2.7.1+cu128", true);
    private static final NvidiaDriver NO_DRIVER = new NvidiaDriver("", List.of());
    private static final NvidiaDriver DRIVER = new NvidiaDriver("570.86.15", List.of("NVIDIA H100 80GB HBM3"));

    @TempDir
    Path directory;

    @Test
    void tells_what_the_engine_of_this_machine_found() {
        EngineReport report = EngineReport.of("cpu");

        assertThat(report.device()).hasToString("cpu");
        assertThat(report.sentence())
                .startsWith("cpu: ")
                .contains("seen by libtorch 2.7.1", "computing on the CPU with " + report.threads() + " thread");
        assertThat(report.details()).containsEntry("summary", report.sentence()).containsEntry("device", "cpu");
    }

    @Test
    void says_in_one_line_why_the_device_was_chosen() {
        assertThat(sentence("auto", FOR_CPU, 0, NO_DRIVER))
                .isEqualTo("auto: no GPU seen by libtorch 2.7.1 (CPU build), computing on the CPU with 2 threads");
        assertThat(sentence("auto", FOR_CPU, 0, DRIVER))
                .isEqualTo(
                        "auto: no GPU seen by libtorch 2.7.1 (CPU build) though NVIDIA H100 80GB HBM3 with driver 570.86.15 is"
                                + " there, which a CPU build cannot use (src/docs/gpu.md), computing on the CPU with 2 threads");
        assertThat(sentence("auto", FOR_GPU, 0, DRIVER)).contains("is there; look after the driver (src/docs/gpu.md)");
        assertThat(sentence("auto", FOR_GPU, 1, DRIVER))
                .isEqualTo(
                        "auto: 1 GPU seen by libtorch 2.7.1+cu128 (CUDA build) with NVIDIA H100 80GB HBM3 with driver 570.86.15,"
                                + " computing on gpu:0, beside 2 threads of the CPU");
        assertThat(sentence("gpu:1", FOR_GPU, 2, NO_DRIVER)).contains("2 GPUs seen", "computing on gpu:1");
    }

    private static String sentence(String wanted, NativeLibrary library, int usable, NvidiaDriver driver) {
        return new EngineReport(wanted, ComputeDevice.parse(wanted, usable), library, usable, driver, 2).sentence();
    }

    @ParameterizedTest
    @CsvSource({"auto,0,cpu", "auto,2,gpu:0", "cpu,2,cpu", "gpu,1,gpu:0", "gpu:0,1,gpu:0", "GPU:1,2,gpu:1"})
    void chooses_the_device_that_is_asked_for(String wanted, int gpus, String chosen) {
        assertThat(ComputeDevice.parse(wanted, gpus)).hasToString(chosen);
    }

    @ParameterizedTest
    @CsvSource({"gpu:0,0,no GPU", "gpu:3,2,gpu:0 to gpu:1 only", "gpu:1,1,gpu:0 only"})
    void refuses_a_device_that_is_not_there_and_says_how_to_mend_it(String wanted, int gpus, String there) {
        assertThatExceptionOfType(UnusableEngineException.class)
                .isThrownBy(() -> ComputeDevice.parse(wanted, gpus))
                .satisfies(e -> assertThat(e.problem()).contains("'" + wanted + "'", there))
                .satisfies(e -> assertThat(e.mending()).contains("auto", "cpu", "src/docs/gpu.md"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda", "gpu:", "gpu:x", "tpu", "gpu:0,1"})
    void refuses_what_is_no_device(String wanted) {
        assertThatExceptionOfType(UnusableEngineException.class)
                .isThrownBy(() -> ComputeDevice.parse(wanted, 8))
                .withMessageContaining("'" + wanted + "'");
    }

    @Test
    void reads_the_driver_and_its_GPUs_from_what_the_kernel_tells() throws IOException {
        Files.writeString(directory.resolve("version"), """
                NVRM version: NVIDIA UNIX x86_64 Kernel Module  570.86.15  Thu Jan 23 23:02:52 UTC 2025
                GCC version:  gcc version 12.2.0 (Debian 12.2.0-14)
                """);
        Path gpu = Files.createDirectories(directory.resolve("gpus/0000:18:00.0"));
        Files.writeString(gpu.resolve("information"), "Model: \t\t NVIDIA H100 80GB HBM3\nIRQ:   \t\t 16\n");

        assertThat(NvidiaDriver.in(directory)).isEqualTo(DRIVER);

        Files.writeString(
                directory.resolve("version"),
                "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.86.15  Release Build\n");
        assertThat(NvidiaDriver.in(directory).version()).isEqualTo("570.86.15");
        assertThat(NvidiaDriver.in(directory.resolve("absent"))).isEqualTo(NO_DRIVER);
    }

    @Test
    void takes_an_installed_library_of_the_version_that_fits() throws IOException {
        Path libraries = installed("2.7.1+cu128\n");
        Files.createFile(libraries.resolve(System.mapLibraryName("torch_cuda")));

        assertThatNoException().isThrownBy(() -> NativeLibrary.requireFitting(libraries.toString()));
        assertThat(NativeLibrary.in(libraries, "unknown")).isEqualTo(FOR_GPU);
        assertThatNoException().isThrownBy(() -> NativeLibrary.requireFitting(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.13.0+cu128", "2.7.0", "2.7.10+cpu"})
    void refuses_an_installed_library_of_another_version(String version) throws IOException {
        Path libraries = installed(version);

        assertThatExceptionOfType(UnusableEngineException.class)
                .isThrownBy(() -> NativeLibrary.requireFitting(libraries.toString()))
                .withMessageContaining("libtorch " + version)
                .withMessageContaining("fits libtorch 2.7.1 only")
                .withMessageContaining("PYTORCH_LIBRARY_PATH");
    }

    @Test
    void takes_an_installed_library_of_another_version_with_a_bridge_of_its_own() throws IOException {
        Path libraries = installed("2.13.0+cu130");
        Files.createFile(libraries.resolve(System.mapLibraryName("djl_torch")));

        assertThatNoException().isThrownBy(() -> NativeLibrary.requireFitting(libraries.toString()));
    }

    @Test
    void refuses_a_directory_without_a_library() {
        assertThatExceptionOfType(UnusableEngineException.class)
                .isThrownBy(() -> NativeLibrary.requireFitting(directory.toString()))
                .withMessageContaining(directory + ", where there is no libtorch");
    }

    private Path installed(String version) throws IOException {
        Path libraries = Files.createDirectories(directory.resolve("libtorch/lib"));
        Files.createFile(libraries.resolve(System.mapLibraryName("torch")));
        Files.writeString(directory.resolve("libtorch/build-version"), version);
        return libraries;
    }
}
