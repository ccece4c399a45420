package io.vitrine.catalogue;

import io.vitrine.catalogue.sources.StylesDirectory;
import io.vitrine.errors.InvalidRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides which directories an import may read: real ones below an allowed location once all links and dots are followed.
 * Whatever is not allowed gets the same answer, so that nobody learns what exists elsewhere.
 */
@Component
class ImportLocations {

    private static final String FIELD = "location";
    private static final String REFUSAL =
            "must be a directory that exists inside an allowed location; the operator allows one by listing it in"
                    + " vitrine.catalogue.allowed-locations (environment: VITRINE_CATALOGUE_ALLOWED_LOCATIONS)";

    private final CatalogueProperties properties;

    ImportLocations(CatalogueProperties properties) {
        this.properties = properties;
    }

    /** A directory with the data set's layout, and the allowed location around it that no link may leave. */
    record Location(Path directory, Path boundary) {}

    /** @throws InvalidRequest naming {@code location} when it may not be read or has no catalogue */
    Location checked(String location) {
        Path directory = real(location);
        Path boundary = directory == null ? null : boundaryOf(directory);
        if (directory == null || boundary == null || !Files.isDirectory(directory)) {
            throw new InvalidRequest(FIELD, REFUSAL);
        }
        return new Location(layoutIn(directory, boundary), boundary);
    }

    private static Path layoutIn(Path directory, Path boundary) {
        try {
            Optional<Path> layout = StylesDirectory.find(directory);
            if (layout.isPresent() && layout.get().toRealPath().startsWith(boundary)) {
                return layout.get().toRealPath();
            }
        } catch (IOException unreadable) {
            throw new InvalidRequest(FIELD, "is a directory that the server cannot read");
        }
        throw new InvalidRequest(
                FIELD, "must hold styles.csv and images/ID.jpg, itself or in the one directory in it that does");
    }

    private @Nullable Path boundaryOf(Path directory) {
        return properties.allowedLocations().stream()
                .map(ImportLocations::real)
                .filter(allowed -> allowed != null && directory.startsWith(allowed))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Path real(String location) {
        try {
            return location.isBlank() ? null : Path.of(location.strip()).toRealPath();
        } catch (IOException | InvalidPathException nowhere) {
            return null;
        }
    }
}
