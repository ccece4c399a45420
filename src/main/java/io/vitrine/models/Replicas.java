package io.vitrine.models;

import io.vitrine.models.ModelRegistry.Activation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The tables of the processes that answer searches, and of what they shall open before a switch. */
@Repository
class Replicas {

    /** A replica that was silent for so long will not come back; one that does is added again. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final JdbcClient database;
    private final ModelRegistry registry;
    private final Duration silence;

    Replicas(JdbcClient database, ModelRegistry registry, ReplicaProperties properties) {
        this.database = database;
        this.registry = registry;
        this.silence = properties.silence();
    }

    /** Notes that a replica lives. */
    void seen(UUID id, String name) {
        database.sql("""
                        insert into replica (id, name) values (:id, :name)
                        on conflict (id) do update set seen_at = now()""").param("id", id).param("name", name).update();
    }

    void left(UUID id) {
        database.sql("delete from replica where id = :id or seen_at < now() - make_interval(secs => :forgotten)")
                .param("id", id)
                .param("forgotten", FORGOTTEN.toSeconds())
                .update();
    }

    /** Notes what a replica has open beside the live version, and why it has not when it cannot. */
    void answer(UUID id, @Nullable UUID candidate, @Nullable String failure) {
        database.sql("update replica set candidate = :candidate, failure = :failure where id = :id")
                .param("candidate", candidate)
                .param("failure", failure)
                .param("id", id)
                .update();
    }

    /** What is to be opened beside the live version. */
    Optional<Candidate> candidate() {
        return database.sql("""
                        select id, model from model_candidate where wanted_until > now()
                        order by wanted_until desc limit 1""")
                .query((row, number) -> new Candidate(row.getObject("id", UUID.class), row.getString("model")))
                .optional();
    }

    /** Asks all replicas to open the candidate; in vain unless repeated. */
    void propose(Candidate candidate) {
        database.sql("""
                        insert into model_candidate (id, model, wanted_until)
                        values (:id, :model, now() + make_interval(secs => :silence))
                        on conflict (id) do update set wanted_until = excluded.wanted_until""")
                .param("id", candidate.id())
                .param("model", candidate.model())
                .param("silence", seconds())
                .update();
    }

    void withdraw(Candidate candidate) {
        database.sql("delete from model_candidate where id = :id or wanted_until < now()")
                .param("id", candidate.id())
                .update();
    }

    /** The replicas that live, and what each has answered about the candidate. */
    List<Answer> answers(Candidate candidate) {
        return database.sql("""
                        select name, failure, coalesce(candidate = :candidate, false) as answered from replica
                        where seen_at > now() - make_interval(secs => :silence) order by name""")
                .param("candidate", candidate.id())
                .param("silence", seconds())
                .query((row, number) -> row.getBoolean("answered")
                        ? new Answer(row.getString("name"), row.getString("failure") == null, row.getString("failure"))
                        : new Answer(row.getString("name"), false, null))
                .list();
    }

    /** Switches if every replica that lives has the candidate open. A replica that comes meanwhile is either waited for or late enough. */
    @Transactional
    Optional<Activation> switchTo(Candidate candidate) {
        database.sql("lock table replica in share row exclusive mode").update();
        if (!answers(candidate).stream().allMatch(Answer::open)) {
            return Optional.empty();
        }
        withdraw(candidate);
        return Optional.of(registry.activate(candidate.model()));
    }

    private double seconds() {
        return silence.toMillis() / 1000.0;
    }

    /**
     * What a replica has said.
     *
     * @param open whether it can turn to the candidate at once
     * @param failure why it never will
     */
    record Answer(String replica, boolean open, @Nullable String failure) {}
}
