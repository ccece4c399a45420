package io.vitrine.catalogue.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StylesDirectoryTests {

    private static final String HEADER =
            "id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,productDisplayName\n";

    @TempDir
    Path temporary;

    private Path directory = Path.of("");

    @BeforeEach
    void makeTheLayout() throws IOException {
        directory = temporary.toRealPath().resolve("data");
        Files.createDirectories(directory.resolve("images"));
    }

    @Test
    void readsEveryColumnAsAnAttributeAndTheYearAsANumber() throws Exception {
        styles("7,Men,Apparel,Topwear,Tshirts,Navy Blue,Fall,2011,Casual,Plain Men Shirt\n");

        try (StylesDirectory source = open()) {
            SourceRow row = next(source);
            assertThat(row.id()).isEqualTo("7");
            assertThat(row.name()).isEqualTo("Plain Men Shirt");
            assertThat(row.attributes())
                    .isEqualTo(Map.of(
                            "gender", "Men",
                            "masterCategory", "Apparel",
                            "subCategory", "Topwear",
                            "articleType", "Tshirts",
                            "baseColour", "Navy Blue",
                            "season", "Fall",
                            "year", 2011,
                            "usage", "Casual"));
            assertThat(source.next()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Perfume, After Shave, and Gel", "3.5\" Pink Short", "\"Yes\" and \"No\"", "Liv,Laugh,Love"})
    void keepsCommasAndQuotationMarksOfTheName(String name) throws Exception {
        styles("7,Men,A,B,C,Red,Fall,2011,Casual," + name + "\n");

        try (StylesDirectory source = open()) {
            assertThat(next(source).name()).isEqualTo(name);
        }
    }

    @Test
    void takesANameInQuotationMarksAsAStricterWriterPutsIt() throws Exception {
        styles("7,Men,A,B,C,Red,Fall,2011,Casual,\"Shirt, \"\"slim\"\" and blue\"\n");

        try (StylesDirectory source = open()) {
            assertThat(next(source).name()).isEqualTo("Shirt, \"slim\" and blue");
        }
    }

    @Test
    void leavesOutWhatIsNaOrEmpty() throws Exception {
        styles("7,Men,A,B,C,NA,,,NA,NA\n");

        try (StylesDirectory source = open()) {
            SourceRow row = next(source);
            assertThat(row.attributes()).containsOnlyKeys("gender", "masterCategory", "subCategory", "articleType");
            assertThat(row.name()).isEmpty();
        }
    }

    @Test
    void takesWindowsLineEndsAByteOrderMarkAndBlankLines() throws Exception {
        String text = "\uFEFF" + HEADER
                + "\n7,Men,A,B,C,Red,Fall,2011,Casual,First\n\n8,Men,A,B,C,Red,Fall,2011,Casual,Zweite Größe";
        Files.writeString(directory.resolve("styles.csv"), text.replace("\n", "\r\n"));

        try (StylesDirectory source = open()) {
            assertThat(source.rows()).isEqualTo(2);
            assertThat(next(source).name()).isEqualTo("First");
            assertThat(next(source).name()).isEqualTo("Zweite Größe");
            assertThat(source.line()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8,Men,Apparel", "8", "8,Men,A,B,C,Red,Fall,soon,Casual,Name"})
    void saysWhichLineIsMalformedAndGoesOn(String bad) throws Exception {
        styles(bad + "\n9,Men,A,B,C,Red,Fall,2011,Casual,Good\n");

        try (StylesDirectory source = open()) {
            assertRefused(source, SkipReason.MALFORMED_ROW);
            assertThat(source.line()).isEqualTo(2);
            assertThat(next(source).id()).isEqualTo("9");
        }
    }

    @Test
    void survivesBrokenEncodingAndALineWithoutEnd() throws Exception {
        byte[] broken = "8,Men,A,B,C,Red,Fall,2011,Casual,Caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        Path styles = directory.resolve("styles.csv");
        Files.writeString(styles, HEADER);
        Files.write(styles, broken, StandardOpenOption.APPEND);
        Files.writeString(styles, "x".repeat(200_000) + "\n", StandardOpenOption.APPEND);
        Files.writeString(styles, "9,Men,A,B,C,Red,Fall,2011,Casual,Good\n", StandardOpenOption.APPEND);

        try (StylesDirectory source = open()) {
            assertRefused(source, SkipReason.MALFORMED_ROW);
            assertRefused(source, SkipReason.MALFORMED_ROW);
            assertThat(next(source).id()).isEqualTo("9");
            assertThat(source.line()).isEqualTo(4);
        }
    }

    @Test
    void givesThePictureOfARowAndMissesOneThatIsNotThere() throws Exception {
        styles("7,Men,A,B,C,Red,Fall,2011,Casual,With\n8,Men,A,B,C,Red,Fall,2011,Casual,Without\n");
        byte[] picture = TinyPictures.jpeg(Color.RED);
        Files.write(directory.resolve("images/7.jpg"), picture);

        try (StylesDirectory source = open()) {
            assertThat(next(source).picture().bytes()).isEqualTo(picture);
            assertRefused(next(source), SkipReason.MISSING_PICTURE);
        }
    }

    @Test
    void readsNoPictureOutsideOfItsDirectory() throws Exception {
        Path secret = Files.write(directory.resolve("secret.jpg"), TinyPictures.jpeg(Color.BLUE));
        Path elsewhere = Files.write(temporary.toRealPath().resolve("other.jpg"), TinyPictures.jpeg(Color.BLUE));
        Files.createSymbolicLink(directory.resolve("images/link.jpg"), elsewhere);
        styles("../secret,Men,A,B,C,Red,Fall,2011,Casual,Up\n"
                + secret.toString().replace(".jpg", "") + ",Men,A,B,C,Red,Fall,2011,Casual,Absolute\n"
                + "link,Men,A,B,C,Red,Fall,2011,Casual,Link\n");

        try (StylesDirectory source = open()) {
            assertRefused(next(source), SkipReason.INVALID_VALUE);
            assertRefused(next(source), SkipReason.INVALID_VALUE);
            assertRefused(next(source), SkipReason.MISSING_PICTURE);
        }
    }

    @Test
    void doesNotReadAPictureThatIsTooLarge() throws Exception {
        styles("7,Men,A,B,C,Red,Fall,2011,Casual,Large\n");
        Files.write(directory.resolve("images/7.jpg"), new byte[10_001]);

        try (StylesDirectory source = open()) {
            assertRefused(next(source), SkipReason.UNREADABLE_PICTURE);
        }
    }

    @Test
    void findsTheLayoutInTheDirectoryOrOneBelow() throws Exception {
        styles("");

        assertThat(StylesDirectory.find(directory)).contains(directory);
        assertThat(StylesDirectory.find(temporary.toRealPath())).contains(directory);
        assertThat(StylesDirectory.find(directory.resolve("images"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name,id\n", "gender,name\n", "id\n", "id,a,a,name\n"})
    void refusesAFileWithoutAProperHeader(String header) throws IOException {
        Files.writeString(directory.resolve("styles.csv"), header);

        assertThatExceptionOfType(RowRefused.class).isThrownBy(this::open);
    }

    private void styles(String rows) throws IOException {
        Files.writeString(directory.resolve("styles.csv"), HEADER + rows);
    }

    private StylesDirectory open() throws IOException, RowRefused {
        return StylesDirectory.open(directory, directory, 10_000);
    }

    private static SourceRow next(ProductSource source) throws IOException, RowRefused {
        return Objects.requireNonNull(source.next(), "the source has no more rows");
    }

    private static void assertRefused(ProductSource source, SkipReason reason) {
        assertThatExceptionOfType(RowRefused.class)
                .isThrownBy(source::next)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static void assertRefused(SourceRow row, SkipReason reason) {
        assertThatExceptionOfType(RowRefused.class)
                .isThrownBy(() -> row.picture().bytes())
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
