package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.vitrine.search.Neighbours.Neighbour;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreFusionTests {

    private static final List<Neighbour> NEAR =
            List.of(new Neighbour(1, 0.6), new Neighbour(2, 0.5), new Neighbour(3, 0.2));

    @Test
    void allOfTheWordsCountForMoreThanTheNearestPicture() {
        List<Neighbour> fused = ScoreFusion.fused(NEAR, Map.of(4L, 1.0, 3L, 0.5));

        assertThat(fused).extracting(Neighbour::productKey).containsExactly(4L, 1L, 2L, 3L);
        assertThat(fused.getFirst().score()).isCloseTo(1 / 1.3, offset(1e-12));
    }

    @Test
    void amongProductsWithTheSameWordsTheNearerComesFirst() {
        assertThat(ScoreFusion.fused(NEAR, Map.of(2L, 1.0, 3L, 1.0, 4L, 1.0)))
                .extracting(Neighbour::productKey)
                .containsExactly(2L, 3L, 4L, 1L);
    }

    @Test
    void theScaleOfTheModelsScoresDoesNotMatter() {
        List<Neighbour> wider = List.of(new Neighbour(1, 16), new Neighbour(2, 15), new Neighbour(3, 12));

        assertThat(ScoreFusion.fused(wider, Map.of(3L, 0.7)))
                .zipSatisfy(ScoreFusion.fused(NEAR, Map.of(3L, 0.7)), (one, other) -> {
                    assertThat(one.productKey()).isEqualTo(other.productKey());
                    assertThat(one.score()).isCloseTo(other.score(), offset(1e-9));
                });
    }

    @Test
    void thePerfectProductScoresOneAndOneSourceAloneKeepsItsOrder() {
        assertThat(ScoreFusion.fused(List.of(new Neighbour(7, 0.4)), Map.of(7L, 1.0))
                        .getFirst()
                        .score())
                .isCloseTo(1, offset(1e-12));
        assertThat(ScoreFusion.fused(NEAR, Map.of()))
                .extracting(Neighbour::productKey)
                .containsExactly(1L, 2L, 3L);
        assertThat(ScoreFusion.fused(List.of(), Map.of(5L, 0.2, 2L, 0.9)))
                .extracting(Neighbour::productKey)
                .containsExactly(2L, 5L);
        assertThat(ScoreFusion.fused(List.of(), Map.of())).isEmpty();
    }
}
