package io.vitrine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.FileSystemUtils;

/** Points one test class's application at a database and a directory of its own; equal only for the same class. */
record WithPostgresCustomizer(Class<?> testClass, boolean sampleCatalogue) implements ContextCustomizer {

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        TestDatabase database = TestDatabase.create();
        Path directory = newDirectory();
        TestPropertyValues.of(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password(),
                        "vitrine.data-directory=" + directory.resolve("data"),
                        "vitrine.web.admin-key-file=" + directory.resolve("admin.key"),
                        "vitrine.catalogue.sample.enabled=" + sampleCatalogue)
                .applyTo(context);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent closed && context.equals(closed.getApplicationContext())) {
                delete(directory);
            }
        });
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("vitrine-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the customizer of a test class annotated with {@link WithPostgres}. */
    static final class Factory implements ContextCustomizerFactory {
        @Override
        public @Nullable ContextCustomizer createContextCustomizer(
                Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
            WithPostgres annotation = AnnotatedElementUtils.findMergedAnnotation(testClass, WithPostgres.class);
            return annotation == null ? null : new WithPostgresCustomizer(testClass, annotation.sampleCatalogue());
        }
    }
}
