package io.vitrine.artefacts;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files of a stored directory: relative path to content hash, one line each, sorted, so that equal directories hash equally. */
record DirectoryManifest(SortedMap<String, String> hashes) {

    static DirectoryManifest of(Map<String, String> hashes) {
        return new DirectoryManifest(new TreeMap<>(hashes));
    }

    static DirectoryManifest parse(byte[] content) {
        Map<String, String> hashes = new LinkedHashMap<>();
        new String(content, StandardCharsets.UTF_8).lines().forEach(line -> {
            int space = line.indexOf(' ');
            if (space != 64 || !staysInside(line.substring(space + 1))) {
                throw new IllegalStateException("This artefact is not a stored directory: " + line);
            }
            hashes.put(line.substring(space + 1), line.substring(0, space));
        });
        return of(hashes);
    }

    byte[] bytes() {
        return hashes.entrySet().stream()
                .map(file -> file.getValue() + " " + file.getKey() + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean staysInside(String path) {
        Path relative = Path.of(path);
        return !path.isEmpty()
                && !relative.isAbsolute()
                && relative.equals(relative.normalize())
                && !relative.startsWith("..");
    }
}
