package io.vitrine.search;

import io.vitrine.catalogue.CatalogueChanged;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Words of texts and of whole catalogues. A catalogue's are kept for a while, because counting them reads all of its products. */
@Repository
class Vocabularies {

    /** Another replica may have changed the catalogue; until this one notices, a new word counts as rare, or as a mistake. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private static final String AS_WRITTEN =
            "to_tsvector('simple', name) || jsonb_to_tsvector('simple', attributes, '[\"string\"]')";

    private final JdbcClient database;
    private final Map<String, Vocabulary> known = new ConcurrentHashMap<>();

    Vocabularies(JdbcClient database) {
        this.database = database;
    }

    /** The words of a text and their stems, without stop words; each stem once. */
    Map<String, String> stems(String text) {
        Map<String, String> wordByStem = new LinkedHashMap<>();
        database.sql("select lower(token) as word, unnest(lexemes) as stem from ts_debug('english', :text)")
                .param("text", text)
                .query(row -> {
                    wordByStem.putIfAbsent(row.getString("stem"), row.getString("word"));
                });
        return wordByStem;
    }

    Vocabulary of(String catalogue) {
        Instant oldest = Instant.now().minus(KEPT);
        Vocabulary kept = known.get(catalogue);
        if (kept == null || kept.readAt().isBefore(oldest)) {
            kept = count(catalogue);
            known.put(catalogue, kept);
        }
        return kept;
    }

    private Vocabulary count(String catalogue) {
        Instant now = Instant.now();
        Map<String, Integer> frequencies = new HashMap<>();
        statistics("words", catalogue, "ndoc", row -> frequencies.put(row.getString("word"), row.getInt("ndoc")));
        Map<String, String> stems = new HashMap<>();
        statistics(AS_WRITTEN, catalogue, "(ts_lexize('english_stem', word))[1] as stem", row -> {
            if (row.getString("stem") != null) { // a stop word has none
                stems.put(row.getString("word"), row.getString("stem"));
            }
        });
        long products = database.sql("select count(*) from product where catalogue = :catalogue")
                .param("catalogue", catalogue)
                .query(Long.class)
                .single();
        return new Vocabulary(products, Map.copyOf(frequencies), Map.copyOf(stems), now);
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void statistics(String words, String catalogue, String column, RowReader reader) {
        database.sql("select word, " + column + " from ts_stat('select " + words.replace("'", "''")
                        + " from product where catalogue = ' || quote_literal(:catalogue))")
                .param("catalogue", catalogue)
                .query(row -> {
                    reader.read(row);
                });
    }

    @EventListener
    void changed(CatalogueChanged change) {
        known.remove(change.catalogue());
    }
}
