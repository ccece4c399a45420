package io.vitrine.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The towers that the tiny architectures among the tests start from, in a hub of their own. */
public final class PublishedTowers {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path BYTE_LEVEL = Path.of("src/test/resources/dual-gpt2-resnet/tokenizer.json");
    private static final Path TOKENIZER = Path.of("src/test/resources/dual/tokenizer.json");

    private PublishedTowers() {}

    public static void copyTo(Path hub) throws IOException {
        for (String tower : List.of("bert", "vit")) {
            Path target = Files.createDirectories(hub.resolve(tower));
            try (Stream<Path> files = Files.list(GOLDEN.resolve(tower))) {
                for (Path file : files.toList()) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
        }
        Files.copy(TOKENIZER, hub.resolve("bert/tokenizer.json"));
        Path byteLevel = Files.createDirectories(hub.resolve("byte-level"));
        Files.writeString(byteLevel.resolve("config.json"), "{}");
        Files.copy(BYTE_LEVEL, byteLevel.resolve("tokenizer.json"));
    }
}
