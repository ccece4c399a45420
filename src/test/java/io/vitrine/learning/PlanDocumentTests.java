package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vitrine.encoders.Precision;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanDocumentTests {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void what_a_document_leaves_out_keeps_its_default() {
        TrainingPlan plan = read("{\"precision\":\"bfloat16\",\"captions\":{\"wordDropout\":0.25}}");

        assertThat(plan.precision()).isEqualTo(Precision.BFLOAT16);
        assertThat(plan.captions().wordDropout()).isEqualTo(0.25);
        assertThat(plan.captions().nameShare())
                .isEqualTo(TrainingPlan.defaults().captions().nameShare());
        assertThat(plan.epochs()).isEqualTo(TrainingPlan.defaults().epochs());
    }

    @Test
    void steps_take_the_place_of_the_usual_epochs() {
        TrainingPlan plan = read("{\"steps\":10,\"batchSize\":4}");

        assertThat(plan.epochs()).isZero();
        assertThat(plan.totalSteps(17)).isEqualTo(10);
        assertThat(plan.totalEpochs(17)).isEqualTo(3);
    }

    @Test
    void null_is_refused_with_the_path_of_its_field() {
        assertThatExceptionOfType(InvalidPlanException.class)
                .isThrownBy(() -> read("{\"captions\":{\"wordDropout\":null}}"))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("captions.wordDropout"));
    }

    @Test
    void a_list_with_null_in_it_is_refused_with_the_path_of_its_field() {
        assertThatExceptionOfType(InvalidPlanException.class)
                .isThrownBy(() -> read("{\"startShares\":[0.1,null]}"))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("startShares"));
    }

    @Test
    void a_plan_from_before_templates_keeps_its_captions_in_a_shoppers_words() {
        TrainingPlan plan = PlanDocument.stored(JSON.readTree("{\"captions\":{\"nameShare\":0.5,\"wordDropout\":0}}"));

        assertThat(plan.captions().templates()).containsExactly("{phrase}");
    }

    @Test
    void a_checkpoint_from_before_a_field_was_added_can_still_be_read() {
        Checkpoints.State state = new Checkpoints.State(TrainingPlan.defaults(), List.of(), null);
        ObjectNode stored = JSON.valueToTree(state);
        ((ObjectNode) stored.required("plan")).remove("precision");
        ((ObjectNode) stored.required("plan")).remove("hardNegatives");

        assertThat(JSON.treeToValue(stored, Checkpoints.State.class)).isEqualTo(state);
    }

    @Test
    void a_plan_from_when_one_seed_did_everything_keeps_its_split() {
        TrainingPlan plan = PlanDocument.stored(JSON.readTree("{\"seed\":7,\"split\":{\"test\":0.1}}"));

        assertThat(plan.seed()).isEqualTo(7);
        assertThat(plan.split().seed()).isEqualTo(7);
    }

    @Test
    void another_seed_of_a_training_leaves_the_split_where_it_is() {
        assertThat(read("{\"seed\":7}").split())
                .isEqualTo(TrainingPlan.defaults().split());
    }

    private static TrainingPlan read(String document) {
        return PlanDocument.overDefaults(JSON, JSON.readTree(document));
    }
}
