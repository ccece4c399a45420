package io.vitrine.encoders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * NVIDIA's driver as the Linux kernel tells of it.
 *
 * @param version empty when there is no driver, or the system does not tell
 * @param gpus their models
 */
public record NvidiaDriver(String version, List<String> gpus) {

    private static final Pattern VERSION = Pattern.compile("Kernel Module(?: for \\S+)?\\s+(\\d+(?:\\.\\d+)+)");
    private static final Pattern MODEL = Pattern.compile("(?m)^Model:\\s*(.+?)\\s*$");

    static NvidiaDriver onThisMachine() {
        return in(Path.of("/proc/driver/nvidia"));
    }

    static NvidiaDriver in(Path directory) {
        return new NvidiaDriver(version(directory.resolve("version")), models(directory.resolve("gpus")));
    }

    private static String version(Path file) {
        Matcher version = VERSION.matcher(content(file));
        return version.find() ? version.group(1) : "";
    }

    private static List<String> models(Path directory) {
        List<String> models = new ArrayList<>();
        try (Stream<Path> gpus = Files.list(directory)) {
            gpus.sorted().forEach(gpu -> {
                Matcher model = MODEL.matcher(content(gpu.resolve("information")));
                models.add(model.find() ? model.group(1) : "a GPU of unknown model");
            });
        } catch (IOException noDriver) {
            return List.of();
        }
        return List.copyOf(models);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException notTold) {
            return "";
        }
    }

    @Override
    public String toString() {
        return (gpus.isEmpty() ? "" : String.join(" and ", gpus) + " with ") + "driver "
                + (version.isEmpty() ? "of unknown version" : version);
    }
}
