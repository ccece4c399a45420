package io.vitrine.artefacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Content in the database, in pieces: for good, or for as long as a workspace, which then has a copy of its own. */
final class DatabaseContents {

    /** What is stored ends with the first shorter piece, so this cannot change. */
    static final int PIECE_BYTES = 1 << 20;

    private final JdbcClient database;

    DatabaseContents(JdbcClient database) {
        this.database = database;
    }

    boolean contains(String hash) {
        return database.sql("select exists (select from artefact where hash = ? and workspace is null)")
                .param(hash)
                .query(Boolean.class)
                .single();
    }

    /** Which of the hashes have no content that is there for good. */
    List<String> missing(List<String> hashes) {
        return database.sql("""
                        select hash from unnest(?) as hash
                        where not exists (select from artefact where artefact.hash = hash.hash and workspace is null)""")
                .param(hashes.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** Writes the file's content, unless it is there or another transaction is about to see to it; in the caller's transaction. */
    void put(@Nullable String workspace, String hash, Path file) {
        database.sql("""
                        insert into artefact (hash, workspace) values (:hash, :workspace)
                        on conflict (hash, coalesce(workspace, '')) do nothing returning id""")
                .param("hash", hash)
                .param("workspace", workspace)
                .query(Long.class)
                .optional()
                .ifPresent(artefact -> writePieces(artefact, file));
    }

    /** Deletes what belongs to the workspace and has none of the hashes; in the caller's transaction. */
    void keepOnly(String workspace, Collection<String> hashes) {
        database.sql("delete from artefact where workspace = ? and hash <> all (?)")
                .params(workspace, hashes.toArray(String[]::new))
                .update();
    }

    /**
     * The content; a connection is taken for each piece, and given back before that is read.
     *
     * @throws ArtefactNotFound while reading, when a piece is not there
     */
    InputStream open(@Nullable String workspace, String hash) {
        return new PieceStream(
                PIECE_BYTES,
                number -> database.sql("""
                        select content from artefact_piece join artefact on artefact.id = artefact_piece.artefact
                        where hash = :hash and workspace is not distinct from cast(:workspace as text) and number = :number""")
                        .param("hash", hash)
                        .param("workspace", workspace)
                        .param("number", number)
                        .query(byte[].class)
                        .optional()
                        .orElseThrow(() -> new ArtefactNotFound(hash)));
    }

    /** @throws IllegalStateException when the content that was found under a hash has another */
    static void check(String hash, String found) {
        if (!found.equals(hash)) {
            throw new IllegalStateException("The database has content of the hash " + found + " under " + hash);
        }
    }

    private void writePieces(long artefact, Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            int number = 0;
            byte[] piece;
            do {
                piece = content.readNBytes(PIECE_BYTES);
                database.sql("insert into artefact_piece (artefact, number, content) values (?, ?, ?)")
                        .params(artefact, number++, piece)
                        .update();
            } while (piece.length == PIECE_BYTES);
        } catch (IOException failure) {
            throw new UncheckedIOException("The content could not be read", failure);
        }
    }
}
