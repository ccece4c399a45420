package io.vitrine.artefacts;

import java.io.InputStream;
import java.nio.file.Path;

/**
 * Keeps bytes under the SHA-256 of their content (64 lowercase hexadecimal digits); what is stored is never changed, and
 * storing it again costs nothing.
 */
public interface ArtefactStore {

    /** Stores the bytes and returns their hash. */
    String put(byte[] content);

    /** Stores all that the stream holds, without holding it in memory, and returns its hash; the caller closes the stream. */
    String put(InputStream content);

    /** Stores every regular file below the directory and returns the hash that {@link #directory} takes. */
    String putDirectory(Path directory);

    boolean contains(String hash);

    /** @throws ArtefactNotFound when nothing is stored under the hash */
    byte[] get(String hash);

    /**
     * A file with the content, for reading only.
     *
     * @throws ArtefactNotFound when nothing is stored under the hash
     */
    Path path(String hash);

    /**
     * A directory with the files that were stored together, for reading only.
     *
     * @throws ArtefactNotFound when it or one of its files is missing
     */
    Path directory(String hash);
}
