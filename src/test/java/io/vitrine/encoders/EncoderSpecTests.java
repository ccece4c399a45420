package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vitrine.encoders.image.ImageTower;
import io.vitrine.encoders.image.PixelWindow;
import io.vitrine.encoders.image.ResNetConfig;
import io.vitrine.encoders.text.Gpt2Config;
import io.vitrine.encoders.text.TextTower;
import io.vitrine.encoders.weights.WeightLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EncoderSpecTests {

    private static final Path SHIPPED = Path.of("src/main/resources/encoders");

    @TempDir
    Path directory;

    static List<String> shipped() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void reads_every_architecture_that_comes_with_it_and_what_it_writes_of_it(String name) throws IOException {
        EncoderSpec spec = EncoderSpec.named(name);

        assertThat(spec.name()).isEqualTo(name);
        assertThat(EncoderSpec.read(Files.write(directory.resolve("written.json"), spec.toJson())))
                .isEqualTo(spec);
    }

    @Test
    void takes_the_family_for_the_type_of_the_architecture() {
        EncoderSpec spec = EncoderSpec.read(Path.of("src/test/resources/dual-gpt2-resnet/encoder.json"));

        assertThat(spec.text().architecture()).isEqualTo(new Gpt2Config(320, 16, 2, 2, 40, 20, 1e-5f));
        assertThat(spec.image().architecture())
                .isEqualTo(new ResNetConfig(24, 16, 16, ResNetConfig.Block.BOTTLENECK, List.of(64, 64), List.of(1, 2)));
    }

    @Test
    void keeps_how_much_of_a_picture_is_read() throws IOException {
        EncoderSpec spec = EncoderSpec.named("minilm-vit-tiny").withCenterCrop(0.9);

        assertThat(spec.image().window()).isEqualTo(PixelWindow.middle(0.9));
        assertThat(EncoderSpec.read(Files.write(directory.resolve("written.json"), spec.toJson())))
                .isEqualTo(spec);
        assertThat(spec.atRandom().image().centerCrop()).isEqualTo(0.9);
        EncoderSpec whole = EncoderSpec.named("minilm-vit-tiny");
        assertThat(whole.image().window()).isEqualTo(PixelWindow.WHOLE);
        assertThat(spec.withCenterCrop(1)).isEqualTo(whole);
        assertThat(new String(whole.toJson(), StandardCharsets.UTF_8)).doesNotContain("centerCrop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"family\": \"bert\"             | \"family\": \"t5\"                 | 'text.family'                        | gpt2",
                "\"family\": \"resnet\"           | \"family\": \"bert\"               | 'image.family'                       | vit",
                "\"dimensions\": 128              | \"dimensions\": 1                  | 'dimensions'                         | 2",
                "\"maxTokens\": 32                | \"maxTokens\": 600                 | 'maxTokens'                          | 512",
                "\"maxTokens\": 32                | \"maxTokens\": \"many\"            | 'text.maxTokens'                     | many",
                "\"heads\": 12                    | \"heads\": 7                       | 'text.architecture'                  | 'heads'",
                "\"heads\": 12                    | \"head\": 12                       | 'text.architecture.heads'            | null",
                "\"layers\": 12,                  | ``                                 | 'text.architecture.layers'           | null",
                "\"stageBlocks\": [3, 4, 6, 3]    | \"stageBlocks\": [3, 4, 6]         | 'image.architecture'                 | 'stageBlocks'",
                "\"stageBlocks\": [3, 4, 6, 3]    | \"blocks\": 3                      | 'image.architecture.stageBlocks'     | stageBlocks",
                "\"stemChannels\": 64             | \"stemChannels\": 64, \"stride\": 2   | 'image.architecture.stride'          | stride",
                "\"stageChannels\": [256, 512, 1024, 2048], | ``                       | 'image.architecture.stageChannels'   | stageChannels",
                "\"stageChannels\": [256          | \"stageChannels\": [96             | 'image.architecture'                 | 'stageChannels'",
                "\"stemChannels\": 64             | \"stemChannels\": 24               | 'image.architecture'                 | 'stemChannels'",
                "\"block\": \"bottleneck\"        | \"block\": null                    | 'image.architecture'                 | 'block'",
                "\"family\": \"resnet\"           | \"family\": \"resnet\", \"centerCrop\": 1.1 | 'image'                      | 'centerCrop'",
                "\"name\": \"bert-resnet50\"      | \"name\": null                     | 'name'                               | given",
                "\"block\": \"bottleneck\"        | \"block\": \"wide\"                | 'image.architecture.block'           | wide",
            })
    void names_the_field_that_is_wrong(String written, String wrong, String field, String reason) throws IOException {
        String json = Files.readString(SHIPPED.resolve("bert-resnet50.json"));
        assertThat(json).contains(written);
        Path file = Files.writeString(directory.resolve("wrong.json"), json.replace(written, wrong));

        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> EncoderSpec.read(file))
                .withMessageContaining("wrong.json")
                .withMessageContaining(field)
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "image"})
    void asks_for_both_towers_and_their_architectures(String tower) throws IOException {
        JsonMapper json = new JsonMapper();
        ObjectNode spec = (ObjectNode) json.readTree(Files.readAllBytes(SHIPPED.resolve("bert-resnet50.json")));
        ObjectNode hollow = spec.deepCopy();
        ((ObjectNode) hollow.get(tower)).putNull("architecture");
        for (ObjectNode wrong : List.of(hollow, spec.deepCopy().putNull(tower))) {
            Path file = Files.write(directory.resolve("wrong.json"), json.writeValueAsBytes(wrong));

            assertThatExceptionOfType(EncoderException.class)
                    .isThrownBy(() -> EncoderSpec.read(file))
                    .withMessageContaining("'" + tower + "'")
                    .withMessageContaining("must be given");
        }
    }

    @Test
    void names_the_picture_side_that_patches_do_not_divide() throws IOException {
        String json = Files.readString(SHIPPED.resolve("minilm-vit-tiny.json"));
        Path file = Files.writeString(directory.resolve("wrong.json"), json.replace("\"width\": 96", "\"width\": 100"));

        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> EncoderSpec.read(file))
                .withMessageContaining("'image.architecture'")
                .withMessageContaining("'width' is 100");
    }

    /** As published, less the poolers and classifiers that follow what we pool. */
    @ParameterizedTest
    @CsvSource({
        "bert-resnet50, 108891648, 23508032",
        "bert-vit-b16, 108891648, 85798656",
        "gpt2-vit-b16, 124439808, 85798656",
        "minilm-resnet18, 22565376, 11176512",
    })
    void has_as_many_parameters_as_published(String name, long text, long image) {
        EncoderSpec spec = EncoderSpec.named(name);

        assertThat(parameters(weights -> TextTower.of(spec.text().architecture(), weights)))
                .isEqualTo(text);
        assertThat(parameters(weights -> ImageTower.of(spec.image().architecture(), weights)))
                .isEqualTo(image);
    }

    /** What a tower asks for, when nothing is stored. */
    private static long parameters(Consumer<WeightLoader> tower) {
        try (NDManager manager = ComputeDevice.engine().newBaseManager()) {
            tower.accept(new WeightLoader("nothing", Map.of(), manager));
            return manager.getManagedArrays().stream()
                    .filter(array -> !array.getShape().isScalar()) // a constant: parameters are vectors and more
                    .filter(array -> !String.valueOf(array.getName()).contains("running_"))
                    .mapToLong(NDArray::size)
                    .sum();
        }
    }
}
