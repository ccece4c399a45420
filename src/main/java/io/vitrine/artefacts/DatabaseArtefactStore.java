package io.vitrine.artefacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Artefacts in the database, and in a directory of this replica's own what it has put or read itself. */
final class DatabaseArtefactStore implements ArtefactStore {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseArtefactStore.class);
    private static final int ASKED_AT_ONCE = 1000;

    private final DirectoryArtefactStore copies;
    private final DatabaseContents contents;
    private final TransactionTemplate transaction;

    /** @param transaction begins one of its own, for others may wait for the same hash until it has ended */
    DatabaseArtefactStore(DirectoryArtefactStore copies, DatabaseContents contents, TransactionTemplate transaction) {
        this.copies = copies;
        this.contents = contents;
        this.transaction = transaction;
    }

    @Override
    public String put(byte[] content) {
        return handIn(copies.put(content));
    }

    @Override
    public String put(InputStream content) {
        return handIn(copies.put(content));
    }

    /** The list of files goes last, so that a directory that exists is whole. */
    @Override
    public String putDirectory(Path directory) {
        String hash = copies.putDirectory(directory);
        DirectoryManifest.parse(copies.get(hash)).hashes().values().forEach(this::handIn);
        return handIn(hash);
    }

    /** Asks the database, whatever there is a copy of: it may be from a time before this database. */
    @Override
    public boolean contains(String hash) {
        return contents.contains(hash);
    }

    @Override
    public byte[] get(String hash) {
        fetch(hash);
        return copies.get(hash);
    }

    @Override
    public Path path(String hash) {
        fetch(hash);
        return copies.path(hash);
    }

    @Override
    public Path directory(String hash) {
        DirectoryManifest.parse(get(hash)).hashes().values().forEach(this::fetch);
        return copies.directory(hash);
    }

    /** Hands in what the directory holds from a time before this database. */
    void handInCopies() {
        copies.hashes(hashes -> hashes.gather(Gatherers.windowFixed(ASKED_AT_ONCE))
                .map(contents::missing)
                .filter(missing -> !missing.isEmpty())
                .forEach(missing -> {
                    missing.forEach(this::handIn);
                    LOG.info("Handed in {} artefacts that the database did not have", missing.size());
                }));
    }

    private String handIn(String hash) {
        if (!contains(hash)) {
            transaction.executeWithoutResult(status -> contents.put(null, hash, copies.path(hash)));
        }
        return hash;
    }

    private void fetch(String hash) {
        if (copies.contains(hash)) {
            return;
        }
        try (InputStream content = contents.open(null, hash)) {
            DatabaseContents.check(hash, copies.put(content));
        } catch (IOException failure) {
            throw new UncheckedIOException("The artefact could not be fetched", failure);
        }
    }
}
