package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GalleryTests {

    private static final int WIDTH = 24;

    private final Random random = new Random(3);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1023, 1024, 1025, 3000})
    void gives_the_inner_products_to_the_last_bit(int size) {
        float[][] vectors = vectors(size);
        float[][] queries = vectors(21);
        Gallery gallery = new Gallery(vectors);

        List<float[]> all = gallery.each(queries, (query, scores) -> scores);

        assertThat(all).hasSize(21);
        for (int q = 0; q < queries.length; q++) {
            float[] expected = new float[size];
            for (int i = 0; i < size; i++) {
                for (int d = 0; d < WIDTH; d++) {
                    expected[i] += queries[q][d] * vectors[i][d];
                }
            }
            assertThat(all.get(q)).isEqualTo(expected);
            assertThat(gallery.scores(queries[q])).isEqualTo(expected);
        }
    }

    @Test
    void numbers_the_queries_and_keeps_their_order() {
        assertThat(new Gallery(vectors(5)).each(vectors(100), (query, scores) -> query))
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void gives_equal_vectors_equal_scores_wherever_they_stand() {
        float[] same = vectors(1)[0];
        float[][] vectors = vectors(2100);
        vectors[0] = same;
        vectors[1500] = same.clone();
        vectors[2099] = same.clone();

        float[] scores = new Gallery(vectors).scores(vectors(1)[0]);

        assertThat(scores[1500]).isEqualTo(scores[0]);
        assertThat(scores[2099]).isEqualTo(scores[0]);
    }

    @Test
    void may_be_empty_and_asked_nothing() {
        assertThat(new Gallery(new float[0][]).scores(new float[WIDTH])).isEmpty();
        assertThat(new Gallery(new float[0][]).each(vectors(3), (query, scores) -> scores.length))
                .containsExactly(0, 0, 0);
        assertThat(new Gallery(vectors(3)).each(new float[0][], (query, scores) -> query))
                .isEmpty();
    }

    private float[][] vectors(int count) {
        float[][] vectors = new float[count][WIDTH];
        for (float[] vector : vectors) {
            for (int d = 0; d < WIDTH; d++) {
                vector[d] = (float) random.nextGaussian();
            }
        }
        return vectors;
    }
}
