package io.vitrine.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table of reports. */
@Repository
class EvaluationStore {

    private final JdbcClient database;
    private final JsonMapper json;

    EvaluationStore(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** A job that was run again replaces what its first run found. */
    void put(EvaluationReport report) {
        database.sql("""
                        insert into evaluation (id, model, catalogue, report)
                        values (:id, :model, :catalogue, cast(:report as jsonb))
                        on conflict (id) do update set report = excluded.report""")
                .param("id", report.id())
                .param("model", report.model())
                .param("catalogue", report.catalogue())
                .param("report", json.writeValueAsString(report))
                .update();
    }

    Optional<EvaluationReport> find(UUID id) {
        return database.sql("select report from evaluation where id = :id")
                .param("id", id)
                .query((row, number) -> read(row.getString(1)))
                .optional();
    }

    /** The newest first, without their breakdowns. */
    List<EvaluationReport> newest(int limit) {
        return database.sql(
                        "select report #- '{textToImage,breakdown}' from evaluation order by created_at desc, id limit :limit")
                .param("limit", limit)
                .query((row, number) -> read(row.getString(1)))
                .list();
    }

    int count() {
        return database.sql("select count(*) from evaluation")
                .query(Integer.class)
                .single();
    }

    private EvaluationReport read(String text) {
        return json.readValue(text, EvaluationReport.class);
    }
}
