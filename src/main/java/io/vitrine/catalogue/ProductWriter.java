package io.vitrine.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes products in batches, one statement each; a product whose content is what the table has already is not touched. */
@Component
class ProductWriter {

    /** Adding and replacing in one statement; xmax is 0 only for a row that was not there before. */
    private static final String UPSERT = """
            INSERT INTO product (catalogue, id, name, attributes, picture_hash, content_hash)
            SELECT ?, draft.id, draft.name, draft.attributes::jsonb, draft.picture_hash, draft.content_hash
            FROM unnest(?, ?, ?, ?, ?) AS draft (id, name, attributes, picture_hash, content_hash)
            ON CONFLICT (catalogue, id) DO UPDATE
            SET name = excluded.name, attributes = excluded.attributes, picture_hash = excluded.picture_hash,
                content_hash = excluded.content_hash, updated_at = now()
            RETURNING xmax = 0
            """;

    private final JdbcTemplate database;
    private final JsonMapper json = JsonMapper.builder().build();

    ProductWriter(JdbcTemplate database) {
        this.database = database;
    }

    /** Writes the drafts in one transaction; of two drafts with the same id the last one counts. */
    WriteOutcome write(String catalogue, Collection<ProductDraft> drafts) {
        Map<String, Row> rows = new TreeMap<>(); // by id, so that two writers lock rows in the same order
        drafts.forEach(draft -> rows.put(draft.id(), row(draft)));
        Map<String, String> known = contentHashes(catalogue, rows.keySet());
        List<Row> changed = new ArrayList<>(rows.values());
        changed.removeIf(row -> row.contentHash().equals(known.get(row.draft().id())));
        int unchanged = rows.size() - changed.size();
        List<Boolean> inserted = changed.isEmpty() ? List.of() : upsert(catalogue, changed);
        int added = (int) inserted.stream().filter(Boolean::booleanValue).count();
        return new WriteOutcome(added, inserted.size() - added, unchanged);
    }

    boolean remove(String catalogue, String id) {
        return database.update("DELETE FROM product WHERE catalogue = ? AND id = ?", catalogue, id) > 0;
    }

    /** Removes the products of a catalogue that are not among the ids. */
    int removeOthers(String catalogue, Collection<String> ids) {
        return database.update(
                "DELETE FROM product WHERE catalogue = ? AND id <> ALL (?)", catalogue, ids.toArray(String[]::new));
    }

    /** The content hashes of those of the ids that the catalogue has. */
    private Map<String, String> contentHashes(String catalogue, Collection<String> ids) {
        Map<String, String> known = new HashMap<>();
        database.query(
                "SELECT id, content_hash FROM product WHERE catalogue = ? AND id = ANY (?)",
                row -> {
                    known.put(row.getString(1), row.getString(2));
                },
                catalogue,
                ids.toArray(String[]::new));
        return known;
    }

    private List<Boolean> upsert(String catalogue, List<Row> rows) {
        return database.query(
                UPSERT,
                (result, index) -> result.getBoolean(1),
                catalogue,
                column(rows, row -> row.draft().id()),
                column(rows, row -> row.draft().name()),
                column(rows, Row::attributes),
                column(rows, row -> row.draft().pictureHash()),
                column(rows, Row::contentHash));
    }

    private static @Nullable String[] column(List<Row> rows, Function<Row, @Nullable String> value) {
        @Nullable String[] column = new @Nullable String[rows.size()];
        for (int index = 0; index < column.length; index++) {
            column[index] = value.apply(rows.get(index));
        }
        return column;
    }

    private Row row(ProductDraft draft) {
        Map<String, Object> sorted = new TreeMap<>(draft.attributes());
        List<@Nullable Object> content = new ArrayList<>(List.of(draft.name(), sorted));
        content.add(draft.pictureHash());
        return new Row(draft, json.writeValueAsString(sorted), ContentHash.of(json.writeValueAsBytes(content)));
    }

    private record Row(ProductDraft draft, String attributes, String contentHash) {}
}
