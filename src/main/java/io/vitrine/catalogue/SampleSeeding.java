package io.vitrine.catalogue;

import io.vitrine.catalogue.sample.SampleCatalogue;
import io.vitrine.catalogue.sample.SampleProduct;
import io.vitrine.roles.ConditionalOnRole;
import io.vitrine.roles.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Draws the sample catalogue at the first start, and again when a newer service draws it differently; done before the
 * service is ready, in one transaction, by one replica while the others wait.
 */
@Component
@Order(0)
@ConditionalOnRole(Role.WEB)
@ConditionalOnBooleanProperty(name = "vitrine.catalogue.sample.enabled", matchIfMissing = true)
class SampleSeeding implements ApplicationRunner {

    /** Which of all possible sample catalogues the service shows; a model must not have learned from this one. */
    private static final long SEED = 1;

    private static final int BATCH = 250;
    private static final Logger log = LoggerFactory.getLogger(SampleSeeding.class);

    private final ProductWriter writer;
    private final Products products;
    private final Pictures pictures;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final CatalogueChanges changes;

    SampleSeeding(
            ProductWriter writer,
            Products products,
            Pictures pictures,
            JdbcClient database,
            TransactionTemplate transaction,
            CatalogueChanges changes) {
        this.writer = writer;
        this.products = products;
        this.pictures = pictures;
        this.database = database;
        this.transaction = transaction;
        this.changes = changes;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        seed(SampleCatalogue.drawnWith(SEED).products());
    }

    void seed(List<SampleProduct> drawn) {
        String version = version(drawn);
        if (isPresent(version)) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            awaitOtherReplicas();
            if (!isPresent(version) && write(drawn, version)) {
                changes.announce(Products.SAMPLE);
            }
        });
    }

    private boolean isPresent(String version) {
        return products.exists(Products.SAMPLE)
                && database.sql("SELECT version FROM catalogue_seed WHERE catalogue = ?")
                        .param(Products.SAMPLE)
                        .query(String.class)
                        .optional()
                        .filter(version::equals)
                        .isPresent();
    }

    private void awaitOtherReplicas() {
        database.sql("SELECT pg_advisory_xact_lock(hashtext('vitrine.catalogue.sample'))::text")
                .query(String.class)
                .optional();
    }

    private boolean write(List<SampleProduct> drawn, String version) {
        log.info("Drawing the sample catalogue of {} products", drawn.size());
        WriteOutcome outcome = WriteOutcome.NOTHING;
        for (int from = 0; from < drawn.size(); from += BATCH) {
            List<SampleProduct> batch = drawn.subList(from, Math.min(from + BATCH, drawn.size()));
            outcome = outcome.plus(writer.write(
                    Products.SAMPLE, batch.parallelStream().map(this::draft).toList()));
        }
        int removed = writer.removeOthers(
                Products.SAMPLE, drawn.stream().map(SampleProduct::id).toList());
        database.sql("""
                        INSERT INTO catalogue_seed (catalogue, version) VALUES (?, ?)
                        ON CONFLICT (catalogue) DO UPDATE SET version = excluded.version, seeded_at = now()
                        """).params(Products.SAMPLE, version).update();
        return outcome.changedAnything() || removed > 0;
    }

    private ProductDraft draft(SampleProduct product) {
        Map<String, Object> attributes = new HashMap<>(product.attributes());
        attributes.computeIfPresent("year", (name, year) -> Integer.valueOf(year.toString()));
        return new ProductDraft(product.id(), product.name(), attributes, pictures.keepOwn(jpeg(product)));
    }

    private static byte[] jpeg(SampleProduct product) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(encoded)) {
            ImageIO.write(product.draw(), "jpg", output);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return encoded.toByteArray();
    }

    /** Changes with every name and attribute, and with the drawing's own version; nothing is drawn to find it out. */
    private static String version(List<SampleProduct> drawn) {
        StringBuilder content = new StringBuilder();
        drawn.forEach(product -> content.append(product.id())
                .append(product.name())
                .append(new TreeMap<>(product.attributes()))
                .append('\n'));
        String hash = ContentHash.of(content.toString().getBytes(StandardCharsets.UTF_8));
        return SampleCatalogue.DRAWING_VERSION + "-" + hash.substring(0, 16);
    }
}
