package io.vitrine.artefacts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a stored directory: relative path to content hash, one line each, sorted, so that equal directories hash equally. */
record DirectoryManifest(SortedMap<String, String> hashes) {

    /** How a file's hash is found. */
    interface Hashing {
        String of(Path file) throws IOException;
    }

    /** Of every regular file below the directory. */
    static DirectoryManifest of(Path directory, Hashing hashing) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                hashes.put(directory.relativize(file).toString().replace('\\', '/'), hashing.of(file));
            }
        }
        return new DirectoryManifest(hashes);
    }

    static DirectoryManifest parse(byte[] content) {
        return parse(new String(content, StandardCharsets.UTF_8));
    }

    static DirectoryManifest parse(String content) {
        SortedMap<String, String> hashes = new TreeMap<>();
        content.lines().forEach(line -> {
            int space = line.indexOf(' ');
            if (space != 64 || !staysInside(line.substring(space + 1))) {
                throw new IllegalStateException("This artefact is not a stored directory: " + line);
            }
            hashes.put(line.substring(space + 1), line.substring(0, space));
        });
        return new DirectoryManifest(hashes);
    }

    String text() {
        return hashes.entrySet().stream()
                .map(file -> file.getValue() + " " + file.getKey() + "\n")
                .collect(Collectors.joining());
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean staysInside(String path) {
        Path relative = Path.of(path);
        return !path.isEmpty()
                && !relative.isAbsolute()
                && relative.equals(relative.normalize())
                && !relative.startsWith("..");
    }
}
