package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.vitrine.search.Neighbours.Neighbour;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReciprocalRankTests {

    @Test
    void whatBothRankingsHaveComesBeforeWhatOneHas() {
        List<Neighbour> fused = ReciprocalRank.fused(ranking(1, 2, 3), ranking(4, 3));
        assertThat(fused).extracting(Neighbour::productKey).containsExactly(3L, 1L, 4L, 2L);
        assertThat(fused.getFirst().score()).isCloseTo((1 / 63.0 + 1 / 62.0) / (2 / 61.0), offset(1e-12));
        assertThat(ReciprocalRank.fused(ranking(7), ranking(7)).getFirst().score())
                .isCloseTo(1, offset(1e-12));
    }

    @Test
    void oneRankingAloneKeepsItsOrder() {
        assertThat(ReciprocalRank.fused(ranking(5, 2, 9), List.of()))
                .extracting(Neighbour::productKey)
                .containsExactly(5L, 2L, 9L);
        assertThat(ReciprocalRank.fused(List.of(), List.of())).isEmpty();
    }

    private static List<Neighbour> ranking(long... keys) {
        return LongStream.of(keys).mapToObj(key -> new Neighbour(key, -key)).toList();
    }
}
