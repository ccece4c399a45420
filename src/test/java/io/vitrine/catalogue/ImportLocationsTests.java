package io.vitrine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vitrine.errors.InvalidRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ImportLocationsTests {

    @TempDir
    Path temporary;

    private Path allowed = Path.of("");
    private Path outside = Path.of("");

    @BeforeEach
    void makeAnAllowedAndAForbiddenCatalogue() throws IOException {
        allowed = Files.createDirectory(temporary.toRealPath().resolve("allowed"));
        outside = catalogue(temporary.toRealPath().resolve("outside"));
    }

    @Test
    void allowsADirectoryInsideAnAllowedOne() throws IOException {
        Path inside = catalogue(allowed.resolve("shop"));

        assertThat(locations(allowed).checked(inside.toString()).directory()).isEqualTo(inside);
        assertThat(locations(allowed).checked(allowed.toString()).directory()).isEqualTo(inside);
        assertThat(locations(inside).checked(inside + "/images/..").directory()).isEqualTo(inside);
    }

    @Test
    void allowsAnAllowedLocationThatIsItselfALink() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), outside);

        assertThat(locations(link).checked(link.toString()).directory()).isEqualTo(outside);
    }

    @Test
    void refusesEverythingElseInTheSameWords() throws IOException {
        Path link = Files.createSymbolicLink(allowed.resolve("link"), outside);
        Files.createDirectory(temporary.resolve("allowed-not"));

        String refusal = refusal(outside.toString());
        assertThat(refusal).contains("VITRINE_CATALOGUE_ALLOWED_LOCATIONS");
        assertThat(List.of(
                        link.toString(),
                        link + "/missing",
                        allowed + "/../outside",
                        temporary.resolve("allowed-not").toString(),
                        outside + "/missing",
                        allowed + "/missing",
                        "/",
                        "",
                        " ",
                        "a\u0000b"))
                .allSatisfy(location -> assertThat(refusal(location)).isEqualTo(refusal));
    }

    @Test
    void refusesALinkToACatalogueOutsideThatLiesInAnAllowedDirectory() throws IOException {
        Files.createSymbolicLink(allowed.resolve("only"), outside);

        assertThat(refusal(allowed.toString())).contains("must hold styles.csv");
    }

    @Test
    void allowsNothingUnlessConfigured() {
        ImportLocations locations = new ImportLocations(properties(List.of()));

        assertThat(catchThrowableOfType(InvalidRequest.class, () -> locations.checked(outside.toString())))
                .isNotNull();
    }

    private String refusal(String location) {
        InvalidRequest refused = catchThrowableOfType(
                InvalidRequest.class, () -> locations(allowed).checked(location));
        assertThat(refused).as(location).isNotNull();
        assertThat(refused.fields())
                .singleElement()
                .satisfies(each -> assertThat(each.field()).isEqualTo("location"));
        return refused.fields().getFirst().message();
    }

    private static ImportLocations locations(Path allowed) {
        return new ImportLocations(properties(List.of(allowed.toString())));
    }

    private static CatalogueProperties properties(List<String> allowed) {
        return new CatalogueProperties(
                allowed,
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(10),
                DataSize.ofMegabytes(1),
                new CatalogueProperties.Sample(false));
    }

    private static Path catalogue(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("images"));
        Files.writeString(directory.resolve("styles.csv"), "id,productDisplayName\n");
        return directory;
    }
}
