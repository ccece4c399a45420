package io.vitrine.artefacts;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the service keeps files.
 *
 * @param dataDirectory holds them; replicas share it, unless the database has the files too
 */
@ConfigurationProperties("vitrine")
record ArtefactProperties(
        @DefaultValue("var/data") Path dataDirectory,
        @DefaultValue Artefacts artefacts) {

    /** @param store what carries files from one replica to another */
    record Artefacts(@DefaultValue("directory") Store store) {}

    /** What all replicas read from and write to. */
    enum Store {
        /** The data directory, on a file system that all of them mount. */
        DIRECTORY,
        /** PostgreSQL; the data directory is each replica's own, and holds copies. */
        DATABASE
    }
}
