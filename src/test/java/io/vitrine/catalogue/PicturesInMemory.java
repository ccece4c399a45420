package io.vitrine.catalogue;

import io.vitrine.artefacts.ArtefactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** An artefact store for tests of pictures, which are put and got as a whole. */
final class PicturesInMemory implements ArtefactStore {

    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

    int size() {
        return contents.size();
    }

    @Override
    public String put(byte[] content) {
        String hash = ContentHash.of(content);
        contents.put(hash, content);
        return hash;
    }

    @Override
    public String put(InputStream content) {
        try {
            return put(content.readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public boolean contains(String hash) {
        return contents.containsKey(hash);
    }

    @Override
    public byte[] get(String hash) {
        return Objects.requireNonNull(contents.get(hash), hash);
    }

    @Override
    public String putDirectory(Path directory) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path path(String hash) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path directory(String hash) {
        throw new UnsupportedOperationException();
    }
}
