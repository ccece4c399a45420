package io.vitrine.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.jobs.JobStatus;
import io.vitrine.jobs.JobView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Searches for a plan of the tiny architecture over HTTP. */
class SweepIT extends ColouredRectangles {

    private static final String ADDRESS = "/api/training-sweeps";
    private static final String PLAN = """
            {"encoder":"tiny","name":"%s","catalogue":"shapes","epochs":4,"batchSize":8,"weightAverage":0,
             "learningRates":{"text":2e-3,"image":2e-3,"heads":5e-3,"logitScale":3e-3},
             "split":{"validation":0.3,"test":0.1}}""";

    @Test
    void letsHalfOfTheTrialsGoOnFromRungToRungAndRegistersTheLastOne() {
        JobView job = finished(submit(ADDRESS, """
                {"plan":%s,"trials":4,"space":{"learningRates.image":[0,5e-3],"learningRates.heads":{"from":1e-4,"to":2e-2,"scale":"log"}}}""".formatted(PLAN.formatted("the-best"))));

        assertThat(job.status()).as("failure %s", job.failure()).isEqualTo(JobStatus.SUCCEEDED);
        SweepBoard board = json.treeToValue(job.details(), SweepBoard.class);
        assertThat(board.trials()).extracting(row -> row.epochs().size()).containsExactlyInAnyOrder(1, 1, 2, 4);
        assertThat(board.trials().getFirst().changes()).isEmpty();
        SweepBoard.Row best = board.trials().stream()
                .filter(row -> row.standing() == SweepBoard.Standing.BEST)
                .findFirst()
                .orElseThrow();
        assertThat(best.epochs()).hasSize(4);
        assertThat(json.valueToTree(job.result()).path("trial").intValue()).isEqualTo(best.number());
        JsonNode plan = models.get("the-best").card().path("plan");
        best.changes()
                .forEach((path, value) -> assertThat(
                                plan.at("/" + path.replace('.', '/')).doubleValue())
                        .as(path)
                        .isEqualTo(value.doubleValue()));
    }

    @Test
    void trainsEveryTrialToItsEndWhereAllAreKept() {
        JobView job = finished(
                submit(ADDRESS, """
                {"plan":%s,"trials":5,"keep":1,"space":{"captions.wordDropout":[0,0.4]}}""".formatted(PLAN.formatted("all-kept").replace("\"epochs\":4", "\"epochs\":2"))));

        assertThat(job.status()).as("failure %s", job.failure()).isEqualTo(JobStatus.SUCCEEDED);
        SweepBoard board = json.treeToValue(job.details(), SweepBoard.class);
        assertThat(board.trials())
                .as("the plan and the two points of the space")
                .hasSize(3);
        List<Double> figures = board.trials().stream().map(SweepBoard.Row::mrr).toList();
        assertThat(board.trials()).allMatch(row -> row.epochs().size() == 2);
        assertThat(board.trials())
                .filteredOn(row -> row.standing() == SweepBoard.Standing.BEST)
                .extracting(SweepBoard.Row::mrr)
                .containsExactly(figures.stream().max(Double::compare).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                                                        | space
            {"space":{"batchSize":[]}}                                                | space.batchSize
            {"space":{"batchSize":7}}                                                 | space.batchSize
            {"space":{"weightDecay":{"from":1,"to":0}}}                               | space.weightDecay
            {"space":{"weightDecay":{"from":0,"to":1,"scale":"log"}}}                 | space.weightDecay
            {"space":{"weightDecay":{"from":0,"to":1,"steps":5}}}                     | space.weightDecay
            {"space":{"weightDecay":{"from":8,"to":9}}}                               | space.weightDecay
            {"space":{"colour":["red"]}}                                              | space.colour
            {"space":{"batchSize.half":[1]}}                                          | space.batchSize.half
            {"space":{"epochs":[1,2]}}                                                | space.epochs
            {"space":{"steps":[10,20]}}                                               | space.steps
            {"space":{"split.seed":[1,2]}}                                            | space.split.seed
            {"space":{"batchSize":[8]},"plan":{"epochs":0}}                           | plan.epochs
            {"space":{"batchSize":[8]},"plan":{"steps":20}}                           | plan.steps
            {"space":{"batchSize":[8]},"plan":{"split":{"validation":0}}}             | plan.split.validation
            {"space":{"batchSize":[8]},"plan":{"catalogue":"nowhere"}}                | plan.catalogue
            {"space":{"batchSize":[8]},"trials":1}                                    | trials
            {"space":{"batchSize":[8]},"keep":0}                                      | keep
            {"space":{"batchSize":[8]},"firstRung":0}                                 | firstRung
            {"space":{"batchSize":[8]},"rounds":3}                                    | rounds
            """)
    void refusesAnImpossibleSearchAndNamesTheField(String body, String field) {
        ObjectNode request = (ObjectNode) json.readTree(body);
        ObjectNode plan = request.withObjectProperty("plan");
        if (!plan.has("catalogue")) {
            plan.put("catalogue", "shapes");
        }

        assertThat(post(ADDRESS, request.toString(), KEY))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void needsTheKey() {
        assertThat(post(ADDRESS, "{}", "Bearer wrong")).hasStatus(401);
    }
}
