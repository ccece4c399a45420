package io.vitrine.search;

import io.vitrine.catalogue.CatalogueChanged;
import io.vitrine.database.SearchReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Words of texts and of whole catalogues. A catalogue's are kept, because counting them reads all of its products. After a change, or
 * after a while, they are counted again in the background; until then a new word counts as rare, or as a mistake.
 */
@Repository
class Vocabularies {

    private static final Logger log = LoggerFactory.getLogger(Vocabularies.class);

    /** An import announces its changes at its end, and may take hours. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private static final String AS_WRITTEN =
            "to_tsvector('simple', name) || jsonb_to_tsvector('simple', attributes, '[\"string\"]')";

    private final JdbcClient database;
    private final SearchReads reads;
    private final Map<String, Vocabulary> known = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final Set<String> beingCounted = ConcurrentHashMap.newKeySet();

    Vocabularies(JdbcClient database, SearchReads reads) {
        this.database = database;
        this.reads = reads;
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
        Vocabulary kept = known.computeIfAbsent(catalogue, name -> reads.readLatest(() -> count(name)));
        if (changed.contains(catalogue) || kept.readAt().isBefore(Instant.now().minus(KEPT))) {
            countInBackground(catalogue);
        }
        return kept;
    }

    void countInBackground(String catalogue) {
        if (beingCounted.add(catalogue)) {
            Thread.ofVirtual().name("words-of-" + catalogue).start(() -> {
                try {
                    changed.remove(catalogue); // what changes from here on is counted next time
                    known.put(catalogue, count(catalogue));
                } catch (RuntimeException failure) {
                    changed.add(catalogue);
                    log.warn("The words of catalogue {} could not be counted and will be again", catalogue, failure);
                } finally {
                    beingCounted.remove(catalogue);
                }
            });
        }
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

    @TransactionalEventListener(fallbackExecution = true)
    void changed(CatalogueChanged change) {
        changed.add(change.catalogue());
    }
}
