package io.vitrine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.encoders.EncoderSpec;
import io.vitrine.encoders.Precision;
import io.vitrine.learning.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReproductionTests {

    private static final String CARD = """
            {"encoder": "minilm-resnet18", "commit": "0a1b2c3", "plan": {"epochs": 5, "batchSize": 64},
             "epochs": [{"seconds": 600}, {"seconds": 624}],
             "metrics": {"paperInSample": {"accuracy": 0.0712, "top100Accuracy": 0.8},
                         "paperHeldOut": {"accuracy": 0.05, "top100Accuracy": 0.7005}}}
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void every_pair_has_an_architecture_in_every_size(PaperPair pair) {
        EncoderSpec compact = EncoderSpec.named(pair.encoder(PaperPair.Recipe.PAPER, PaperPair.Size.COMPACT));
        EncoderSpec ours = EncoderSpec.named(pair.encoder(PaperPair.Recipe.OURS, PaperPair.Size.COMPACT));
        EncoderSpec large =
                EncoderSpec.named(pair.encoder(PaperPair.Recipe.PAPER, PaperPair.Size.COMPACT_LARGE_PICTURES));
        EncoderSpec oursLarge =
                EncoderSpec.named(pair.encoder(PaperPair.Recipe.OURS, PaperPair.Size.COMPACT_LARGE_PICTURES));
        EncoderSpec full = EncoderSpec.named(pair.encoder(PaperPair.Recipe.PAPER, PaperPair.Size.FULL));

        assertThat(List.of(compact, ours, large, oursLarge, full))
                .extracting(EncoderSpec::dimensions)
                .containsOnly(128);
        assertThat(List.of(ours, large, oursLarge)).allSatisfy(spec -> {
            assertThat(spec.text()).isEqualTo(compact.text());
            assertThat(spec.image().architecture().pooledWidth())
                    .isEqualTo(compact.image().architecture().pooledWidth());
        });
        assertThat(List.of(ours, oursLarge))
                .extracting(spec -> spec.image().architecture())
                .allSatisfy(pictures -> assertThat((double) pictures.height() / pictures.width())
                        .as("a photograph is 80 pixels high and 60 wide")
                        .isCloseTo(80 / 60.0, within(0.1)));
        assertThat(List.of(large, full))
                .extracting(spec -> spec.image().architecture())
                .allSatisfy(pictures -> {
                    assertThat(pictures.height()).isEqualTo(224);
                    assertThat(pictures.width()).isEqualTo(224);
                });
    }

    @ParameterizedTest
    @EnumSource
    void the_papers_settings_are_five_epochs_of_64_bare_names_and_plain_pictures(PaperPair pair) {
        TrainingPlan plan = pair.plan(PaperPair.Recipe.PAPER, PaperPair.Size.COMPACT);

        assertThat(plan.epochs()).isEqualTo(5);
        assertThat(plan.batchSize()).isEqualTo(64);
        assertThat(plan.captions()).isEqualTo(new TrainingPlan.Captions(1, 0));
        assertThat(plan.hardNegatives().run()).isEqualTo(1);
        assertThat(plan.weightAverage()).isZero();
        assertThat(plan.augmentation()).isEqualTo(new TrainingPlan.Augmentation(false, 1));
        assertThat(plan.centerCrops()).containsExactly(1.0);
    }

    @ParameterizedTest
    @EnumSource
    void our_recipe_takes_as_many_steps_and_rounds_on_a_cpu_only(PaperPair pair) {
        TrainingPlan ours = pair.plan(PaperPair.Recipe.OURS, PaperPair.Size.COMPACT);
        TrainingPlan papers = pair.plan(PaperPair.Recipe.PAPER, PaperPair.Size.COMPACT);

        assertThat(ours.epochs() * papers.batchSize()).isEqualTo(papers.epochs() * ours.batchSize());
        assertThat(ours.precision()).isEqualTo(Precision.BFLOAT16);
        assertThat(pair.plan(PaperPair.Recipe.OURS, PaperPair.Size.COMPACT_LARGE_PICTURES)
                        .precision())
                .isEqualTo(Precision.FLOAT32);
        assertThat(pair.plan(PaperPair.Recipe.OURS, PaperPair.Size.FULL).precision())
                .isEqualTo(Precision.FLOAT32);
    }

    @Test
    void the_table_has_the_papers_rows_and_what_the_cards_say() throws IOException {
        Path file = directory.resolve("reproduction.md");
        ReproductionTable table = new ReproductionTable(file);

        JsonNode card = new JsonMapper().readTree(CARD);
        table.add(PaperPair.BERT_RESNET, PaperPair.Recipe.PAPER, card, "two cores");
        table.add(PaperPair.BERT_RESNET, PaperPair.Recipe.OURS, card, "a GPU");
        table.write();

        assertThat(Files.readAllLines(file))
                .contains(
                        "| BERT + ViT | | the paper | 0.87 % | 37.11 % | | | 5 × 64 | | | |",
                        "| BERT + ResNet | `minilm-resnet18` | the paper's settings | 7.12 % | 80.00 % | 5.00 % | 70.05 % "
                                + "| 5 × 64 | 20 | 0a1b2c3 | 1 |",
                        "| BERT + ResNet | `minilm-resnet18` | our recipe | 7.12 % | 80.00 % | 5.00 % | 70.05 % "
                                + "| 5 × 64 | 20 | 0a1b2c3 | 2 |",
                        "1. two cores",
                        "2. a GPU");
    }

    @Test
    void other_rows_and_what_was_written_below_stay() throws IOException {
        Path file = directory.resolve("reproduction.md");
        JsonNode card = new JsonMapper().readTree(CARD);
        JsonNode again = new JsonMapper().readTree(CARD.replace("0a1b2c3", "4d5e6f7"));
        ReproductionTable first = new ReproductionTable(file);
        first.add(PaperPair.BERT_RESNET, PaperPair.Recipe.PAPER, card, "a GPU");
        first.add(PaperPair.BERT_RESNET, PaperPair.Recipe.OURS, card, "a GPU");
        first.write();
        Files.writeString(file, "\nWhat to think of it:\n\n1. Much.\n", StandardOpenOption.APPEND);

        for (int time = 0; time < 2; time++) {
            ReproductionTable second = new ReproductionTable(file);
            second.add(PaperPair.BERT_RESNET, PaperPair.Recipe.OURS, again, "two cores");
            second.write();
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines.subList(lines.size() - 11, lines.size()))
                .containsExactly(
                        "| BERT + ResNet | `minilm-resnet18` | the paper's settings | 7.12 % | 80.00 % | 5.00 % | 70.05 % "
                                + "| 5 × 64 | 20 | 0a1b2c3 | 1 |",
                        "| BERT + ResNet | `minilm-resnet18` | our recipe | 7.12 % | 80.00 % | 5.00 % | 70.05 % "
                                + "| 5 × 64 | 20 | 4d5e6f7 | 2 |",
                        "",
                        "Machines:",
                        "",
                        "1. a GPU",
                        "2. two cores",
                        "",
                        "What to think of it:",
                        "",
                        "1. Much.");
    }
}
