package io.vitrine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.ProductDraft;
import io.vitrine.catalogue.Products;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import io.vitrine.learning.PublishedTowers;
import io.vitrine.models.Models;
import io.vitrine.testing.WithPostgres;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** A service with a catalogue of coloured rectangles, and what the tiny architecture needs to learn them. */
@WithPostgres
@AutoConfigureMockMvc
@TestInstance(Lifecycle.PER_CLASS)
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=",
            "vitrine.device=cpu",
            "vitrine.web.admin-key=a-key-for-the-tests-of-training"
        })
abstract class ColouredRectangles {

    static final String KEY = "Bearer a-key-for-the-tests-of-training";

    private static final Map<String, Color> COLOURS =
            Map.of("red", Color.RED, "blue", Color.BLUE, "green", Color.GREEN, "black", Color.BLACK);

    /** Made before the application starts, and so before JUnit would make one. */
    static final Path HUB = newDirectory();

    @Autowired
    MockMvcTester http;

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    Jobs jobs;

    @Autowired
    Models models;

    @Autowired
    JsonMapper json;

    @DynamicPropertySource
    static void hub(DynamicPropertyRegistry registry) {
        registry.add("vitrine.training.hub.directory", () -> HUB);
    }

    @BeforeAll
    void publishTowersAndProducts() throws IOException {
        PublishedTowers.copyTo(HUB);
        List<ProductDraft> drafts = new ArrayList<>();
        for (int size = 1; size <= 12; size++) {
            for (Map.Entry<String, Color> colour : COLOURS.entrySet()) {
                String name = colour.getKey() + " shirt " + size;
                String picture = artefacts.put(rectangle(colour.getValue(), size));
                drafts.add(new ProductDraft(name, name, Map.of("baseColour", colour.getKey()), picture));
            }
        }
        products.put("shapes", drafts);
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("vitrine-hub-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void deleteTowers() throws IOException {
        FileSystemUtils.deleteRecursively(HUB);
    }

    /** @param address such as {@code /api/training-jobs} */
    UUID submit(String address, String body) {
        MvcTestResult result = post(address, body, KEY);
        assertThat(result).hasStatus(202);
        try {
            return UUID.fromString(json.readTree(result.getResponse().getContentAsString())
                    .path("id")
                    .asString());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    MvcTestResult post(String address, String body, String key) {
        return http.post()
                .uri(address)
                .header("Authorization", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    JobView finished(UUID job) {
        await().atMost(Duration.ofMinutes(3)).until(() -> jobs.get(job).status().isTerminal());
        return jobs.get(job);
    }

    private static byte[] rectangle(Color colour, int size) throws IOException {
        BufferedImage image = new BufferedImage(24, 32, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 24, 32);
        graphics.setColor(colour);
        graphics.fillRect(2, 3, 6 + size, 12 + size);
        graphics.dispose();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        }
    }
}
