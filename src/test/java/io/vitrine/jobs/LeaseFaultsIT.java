package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.testing.Outage;
import io.vitrine.testing.WithPostgres;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A running job whose lease cannot be renewed for a while, or is suddenly over or far too long. */
@WithPostgres
@SpringBootTest(
        classes = JobsIT.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.MOCK,
        properties = {
            "vitrine.jobs.poll=50ms",
            "vitrine.jobs.heartbeat=100ms",
            "spring.datasource.hikari.connection-timeout=500",
            "management.endpoint.health.validate-group-membership=false" // other modules' members are not here
        })
class LeaseFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    Jobs jobs;

    @Autowired
    Walk walk;

    @Autowired
    JdbcClient database;

    @Autowired
    Environment environment;

    @Test
    void aJobOutlivesAnOutageOfTheDatabaseThatIsShorterThanItsLease() throws Exception {
        JobView job = running("outlives", 150);

        try (Outage ignored = Outage.begin(environment)) {
            int taken = walk.taken("outlives").size();
            Thread.sleep(1500);
            assertThat(walk.taken("outlives")).hasSizeGreaterThan(taken);
        }

        assertSucceeded(job);
        assertThat(walk.taken("outlives"))
                .isEqualTo(IntStream.range(0, 150).boxed().toList());
        assertThat(attempts(job)).isEqualTo(1);
    }

    @Test
    void aJobThatEndsWhileTheDatabaseIsAwayIsSettledAfterwards() throws Exception {
        JobView job = running("ends", 20);

        try (Outage ignored = Outage.begin(environment)) {
            await().atMost(PATIENCE).until(() -> walk.taken("ends").size() == 20);
            Thread.sleep(1000);
        }

        assertSucceeded(job);
        assertThat(attempts(job)).isEqualTo(1);
    }

    /** As after the database's clock was set back: until then the death of the process would not have been noticed. */
    @Test
    void aLeaseThatIsAnHourTooLongIsPutRightByTheNextHeartbeat() {
        JobView job = running("set back", 150);

        move(job, "+");

        await().atMost(Duration.ofSeconds(5)).until(() -> secondsLeft(job) <= 30);
        assertSucceeded(job);
    }

    /** As after the database's clock was set forward: whether its process or another one takes it up, it ends once and well. */
    @Test
    void aLeaseThatIsSuddenlyOverCostsNoJob() {
        JobView job = running("set forward", 60);

        move(job, "-");

        assertSucceeded(job);
        assertThat(attempts(job)).isBetween(1, 2);
    }

    private JobView running(String name, int steps) {
        JobView job = jobs.submit("walk", new Walk.Plan(name, steps, 25, null));
        await().atMost(PATIENCE).until(() -> walk.taken(name).size() > 3);
        return job;
    }

    private void assertSucceeded(JobView job) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> jobs.get(job.id()).status().isTerminal());
        assertThat(jobs.get(job.id()).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    private void move(JobView job, String sign) {
        database.sql("update job set lease_until = lease_until " + sign + " interval '1 hour' where id = :id")
                .param("id", job.id())
                .update();
    }

    private int secondsLeft(JobView job) {
        return database.sql("select ceil(extract(epoch from lease_until - now())) from job where id = :id")
                .param("id", job.id())
                .query(Integer.class)
                .single();
    }

    private int attempts(JobView job) {
        return database.sql("select attempt from job where id = :id")
                .param("id", job.id())
                .query(Integer.class)
                .single();
    }
}
