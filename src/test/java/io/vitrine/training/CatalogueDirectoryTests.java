package io.vitrine.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.catalogue.sources.TinyPictures;
import io.vitrine.learning.TrainingProduct;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueDirectoryTests {

    private static final String HEADER =
            "id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,productDisplayName\n";

    @TempDir
    Path directory;

    @Test
    void namesAProductWithoutANameAsTheImporterDoes() throws IOException {
        List<String> skipped = new ArrayList<>();
        List<TrainingProduct> products = read(
                skipped,
                "1,Men,A,B,Tshirts,Red,Fall,2011,Casual,Red Tee",
                "2,Men,A,B,Tshirts,Navy Blue,Fall,2011,Casual,NA",
                "3,Women,A,B,Kurtas,NA,Fall,2011,Casual,");

        assertThat(products)
                .extracting(TrainingProduct::name)
                .containsExactly("Red Tee", "Men Navy Blue Tshirts", "Women Kurtas");
        assertThat(skipped).isEmpty();
    }

    @Test
    void skipsWhatTheImporterRefuses() throws IOException {
        List<String> skipped = new ArrayList<>();
        List<TrainingProduct> products = read(
                skipped,
                "1,NA,A,B,NA,NA,Fall,2011,Casual,NA",
                "2,Men,A,B,Tshirts,Red,Fall,2011,Casual," + "x".repeat(1001),
                "3,Men,A,B,Tshirts,Red,Fall,2011,Casual,Red Tee");

        assertThat(products).extracting(TrainingProduct::id).containsExactly("3");
        assertThat(skipped)
                .hasSize(2)
                .allSatisfy(reason -> assertThat(reason).contains("'name' must have 1 to 1000 characters"));
        assertThat(skipped.getFirst()).startsWith("line 2: ");
    }

    private List<TrainingProduct> read(List<String> skipped, String... rows) throws IOException {
        Files.createDirectories(directory.resolve("images"));
        for (int id = 1; id <= rows.length; id++) {
            Files.write(directory.resolve("images/" + id + ".jpg"), TinyPictures.jpeg(Color.RED));
        }
        Files.writeString(directory.resolve("styles.csv"), HEADER + String.join("\n", rows));
        return CatalogueDirectory.read(directory, skipped::add);
    }
}
