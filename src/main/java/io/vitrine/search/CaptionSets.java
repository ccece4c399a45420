package io.vitrine.search;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads and writes the vectors of catalogues' names and attribute values; each text is there once, and is never changed. */
@Repository
class CaptionSets {

    /** An attribute with more values than this names products rather than describing them. */
    static final int MOST_VALUES = 500;

    private static final String WANTED = """
            wanted as (
                select distinct '' as attribute, p.name as text from product p where p.catalogue = :catalogue
                union all
                select attribute, text from (
                    select a.key as attribute, a.value #>> '{}' as text, count(*) over (partition by a.key) as different
                    from product p, jsonb_each(p.attributes) a
                    where p.catalogue = :catalogue and jsonb_typeof(a.value) = 'string' and a.value #>> '{}' ~ '\\S'
                    group by a.key, a.value) value
                where different <= :most),
            had as (select attribute, text from caption where caption_set = :set)
            """;

    private static final String MISSING =
            "with " + WANTED + "select attribute, text from wanted except select * from had";
    private static final String OUTDATED =
            "with " + WANTED + "select attribute, text from had except select attribute, text from wanted";

    private final JdbcClient database;

    CaptionSets(JdbcClient database) {
        this.database = database;
    }

    Optional<CaptionSet> find(String model, String catalogue) {
        return database.sql("""
                        select id, model, catalogue, complete_at is not null as complete from caption_set
                        where model = :model and catalogue = :catalogue""")
                .param("model", model)
                .param("catalogue", catalogue)
                .query(CaptionSet.class)
                .optional();
    }

    @Transactional
    CaptionSet findOrCreate(String model, String catalogue) {
        return find(model, catalogue)
                .orElseGet(() -> database.sql("""
                        insert into caption_set (model, catalogue) values (:model, :catalogue)
                        returning id, model, catalogue, false as complete""")
                        .param("model", model)
                        .param("catalogue", catalogue)
                        .query(CaptionSet.class)
                        .single());
    }

    void markComplete(CaptionSet set) {
        database.sql("update caption_set set complete_at = now() where id = :set and complete_at is null")
                .param("set", set.id())
                .update();
    }

    /** What the catalogue has, and the set has not; costs a pass over the catalogue. */
    List<CaptionText> missing(CaptionSet set) {
        return ask(MISSING, set).query(CaptionText.class).list();
    }

    /** Whether the set has exactly what the catalogue has; costs a pass over the catalogue. */
    boolean isCurrent(CaptionSet set) {
        return !ask("select exists (" + MISSING + ") or exists (" + OUTDATED + ")", set)
                .query(Boolean.class)
                .single();
    }

    void add(CaptionSet set, List<CaptionText> texts, float[][] vectors) {
        String[] written = new String[vectors.length];
        for (int i = 0; i < written.length; i++) {
            written[i] = VectorText.of(vectors[i]);
        }
        database.sql("""
                        insert into caption (caption_set, attribute, text, embedding)
                        select :set, attribute, text, cast(embedding as vector)
                        from unnest(:attributes, :texts, :vectors) as given (attribute, text, embedding)
                        on conflict do nothing""")
                .param("set", set.id())
                .param("attributes", texts.stream().map(CaptionText::attribute).toArray(String[]::new))
                .param("texts", texts.stream().map(CaptionText::text).toArray(String[]::new))
                .param("vectors", written)
                .update();
    }

    /** Removes what the catalogue has no longer, and says how many texts that were. */
    int removeOutdated(CaptionSet set) {
        return ask("""
                        delete from caption c using (%s) outdated
                        where c.caption_set = :set and c.attribute = outdated.attribute and c.text = outdated.text
                        """.formatted(OUTDATED), set).update();
    }

    private JdbcClient.StatementSpec ask(String sql, CaptionSet set) {
        return database.sql(sql)
                .param("set", set.id())
                .param("catalogue", set.catalogue())
                .param("most", MOST_VALUES);
    }
}
