package io.vitrine.artefacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** Workspaces as directories that all replicas see, so that there is nothing to publish. */
final class DirectoryWorkspaces implements Workspaces {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Path workspaces;

    /** @param data the data directory, of which the workspaces take one subdirectory */
    DirectoryWorkspaces(Path data) throws IOException {
        workspaces = Files.createDirectories(data.toAbsolutePath().normalize().resolve("workspaces"));
    }

    @Override
    public Path open(String name) {
        try {
            return Files.createDirectories(place(name));
        } catch (IOException failure) {
            throw new UncheckedIOException("The workspace could not be made", failure);
        }
    }

    @Override
    public void publish(String name) {}

    @Override
    public void handOver(String name) {}

    @Override
    public void discard(String name) {
        try {
            FileSystemUtils.deleteRecursively(place(name));
        } catch (IOException failure) {
            throw new UncheckedIOException("The workspace could not be deleted", failure);
        }
    }

    @Override
    public Map<String, Instant> all() {
        Map<String, Instant> all = new HashMap<>();
        try (Stream<Path> found = Files.list(workspaces)) {
            for (Path workspace : found.toList()) {
                lastChange(workspace)
                        .ifPresent(time -> all.put(workspace.getFileName().toString(), time));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The workspaces could not be listed", failure);
        }
        return all;
    }

    private static Optional<Instant> lastChange(Path workspace) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(workspace).toInstant());
        } catch (NoSuchFileException discardedMeanwhile) {
            return Optional.empty();
        }
    }

    private Path place(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a workspace's name: " + name);
        }
        return workspaces.resolve(name);
    }
}
