package io.vitrine.encoders;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The engine's native library.
 *
 * @param version such as {@code 2.7.1}, and what it was built for where the library says so, such as {@code 2.7.1+cu128}
 * @param cuda whether it is a build for GPUs
 */
public record NativeLibrary(String version, boolean cuda) {

    /** The environment variable that names an installed library's directory; without it the library comes from the class path. */
    static final String VARIABLE = "PYTORCH_LIBRARY_PATH";

    private static final String BRIDGE = "/jnilib/pytorch.properties";

    /**
     * Refuses an installed library that the bridge between it and Java was not built for: it would load, and fail or compute
     * wrongly later. A library of another version is welcome with a bridge of its own beside it, which the engine takes.
     *
     * @param directory what the environment variable says
     */
    static void requireFitting(@Nullable String directory) {
        if (directory == null || directory.isBlank()) {
            return;
        }
        Path libraries = Path.of(directory);
        String fitting = bridgeVersion();
        if (!Files.exists(libraries.resolve(System.mapLibraryName("torch")))) {
            throw new UnusableEngineException(
                    VARIABLE + " is " + directory + ", where there is no libtorch.",
                    "Name the directory 'lib' of libtorch " + fitting + " there, or unset the variable.");
        }
        String installed = told(libraries);
        if (Files.exists(libraries.resolve(System.mapLibraryName("djl_torch")))) {
            return;
        }
        if (!installed.isEmpty() && !installed.equals(fitting) && !installed.startsWith(fitting + "+")) {
            throw new UnusableEngineException(
                    VARIABLE + " names libtorch " + installed + ", and this Vitrine fits libtorch " + fitting
                            + " only.",
                    "Install libtorch " + fitting + ", or build a bridge for the one that is there (src/docs/gpu.md"
                            + " says how to do either), or unset the variable.");
        }
    }

    /** The library that was loaded from a directory; {@code fallback} is its version where it does not tell. */
    static NativeLibrary in(Path libraries, String fallback) {
        String told = told(libraries);
        boolean cuda = Files.exists(libraries.resolve(System.mapLibraryName("torch_cuda")));
        return new NativeLibrary(told.isEmpty() ? fallback : told, cuda);
    }

    /** What libtorch writes beside its directory of libraries; empty when nothing is there. */
    private static String told(Path libraries) {
        try {
            return Files.readString(libraries.toAbsolutePath().resolveSibling("build-version"))
                    .strip();
        } catch (IOException notTold) {
            return "";
        }
    }

    private static String bridgeVersion() {
        Properties bridge = new Properties();
        try (InputStream content = NativeLibrary.class.getResourceAsStream(BRIDGE)) {
            if (content == null) {
                throw new IOException(BRIDGE + " is not on the class path");
            }
            bridge.load(content);
        } catch (IOException e) {
            throw new EncoderException("Cannot tell which libtorch fits: " + e.getMessage(), e);
        }
        return bridge.getProperty("jni_version", "").replaceFirst("-.*", "");
    }

    @Override
    public String toString() {
        return "libtorch " + version + (cuda ? " (CUDA build)" : " (CPU build)");
    }
}
