package io.vitrine.artefacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Workspaces that are published to the database: what has changed, by its hash, in one transaction. */
final class DatabaseWorkspaces implements Workspaces {

    private final DirectoryWorkspaces copies;
    private final JdbcClient database;
    private final DatabaseContents contents;
    private final TransactionTemplate transaction;

    DatabaseWorkspaces(
            DirectoryWorkspaces copies,
            JdbcClient database,
            DatabaseContents contents,
            TransactionTemplate transaction) {
        this.copies = copies;
        this.database = database;
        this.contents = contents;
        this.transaction = transaction;
    }

    @Override
    public Path open(String name) {
        Path directory = copies.open(name);
        Optional<DirectoryManifest> published = published(name);
        if (published.isPresent() && !published.get().equals(present(directory))) {
            copies.discard(name);
            copies.open(name);
            published.get().hashes().forEach((path, hash) -> fetch(name, hash, directory.resolve(path)));
        }
        return directory;
    }

    @Override
    public void publish(String name) {
        Path directory = copies.open(name);
        DirectoryManifest present = present(directory);
        transaction.executeWithoutResult(status -> {
            name(name, present);
            present.hashes().forEach((path, hash) -> contents.put(name, hash, directory.resolve(path)));
            contents.keepOnly(name, present.hashes().values());
        });
    }

    @Override
    public void handOver(String name) {
        publish(name);
        copies.discard(name);
    }

    @Override
    public void discard(String name) {
        database.sql("delete from workspace where name = ?").param(name).update();
        copies.discard(name);
    }

    @Override
    public Map<String, Instant> all() {
        Map<String, Instant> all = copies.all();
        database.sql("select name, published_at from workspace").query(row -> {
            Instant published =
                    row.getObject("published_at", OffsetDateTime.class).toInstant();
            all.merge(row.getString("name"), published, (one, other) -> one.isAfter(other) ? one : other);
        });
        return all;
    }

    /** Holds the row until the transaction ends, so that two who publish at once do so one after the other. */
    private void name(String name, DirectoryManifest manifest) {
        database.sql("""
                        insert into workspace (name, manifest) values (?, ?)
                        on conflict (name) do update set manifest = excluded.manifest, published_at = now()""").params(name, manifest.text()).update();
    }

    private Optional<DirectoryManifest> published(String name) {
        return database.sql("select manifest from workspace where name = ?")
                .param(name)
                .query(String.class)
                .optional()
                .map(DirectoryManifest::parse);
    }

    private static DirectoryManifest present(Path directory) {
        try {
            return DirectoryManifest.of(directory, ContentFiles::hash);
        } catch (IOException failure) {
            throw new UncheckedIOException("The workspace could not be read", failure);
        }
    }

    private void fetch(String workspace, String hash, Path file) {
        try (InputStream content = contents.open(workspace, hash)) {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            DatabaseContents.check(hash, ContentFiles.write(content, file));
        } catch (IOException failure) {
            throw new UncheckedIOException("The workspace could not be fetched", failure);
        }
    }
}
