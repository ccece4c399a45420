package io.vitrine.training;

import io.vitrine.encoders.EncoderSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The architectures that a plan may name: all of {@code encoders/*.json} on the class path. */
@Component
class Architectures {

    private static final String EXTENSION = ".json";

    private final List<Architecture> all;

    Architectures(ResourcePatternResolver resources) throws IOException {
        this.all = Arrays.stream(resources.getResources("classpath*:encoders/*" + EXTENSION))
                .map(Resource::getFilename)
                .map(file -> Objects.requireNonNull(file).replace(EXTENSION, ""))
                .distinct()
                .sorted()
                .map(name -> Architecture.of(EncoderSpec.named(name)))
                .toList();
    }

    List<Architecture> all() {
        return all;
    }

    /**
     * An architecture in short.
     *
     * @param text published weights that the text tower starts from; null for a start at random
     * @param image published weights that the image tower starts from; null for a start at random
     * @param height of its pictures, in pixels
     * @param width of its pictures, in pixels
     * @param dimensions of the shared space
     */
    record Architecture(
            String name, @Nullable String text, @Nullable String image, int height, int width, int dimensions) {

        private static Architecture of(EncoderSpec spec) {
            return new Architecture(
                    spec.name(),
                    spec.text().weights(),
                    spec.image().weights(),
                    spec.image().architecture().height(),
                    spec.image().architecture().width(),
                    spec.dimensions());
        }
    }
}
