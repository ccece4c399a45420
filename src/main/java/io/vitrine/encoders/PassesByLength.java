package io.vitrine.encoders;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.vitrine.encoders.layers.EmbeddingTable;
import io.vitrine.encoders.text.TokenBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Texts of similar length share a forward pass, so that few tokens are padding. */
final class PassesByLength {

    private static final int MOST_TEXTS = 32;

    /** Not compared with others: there a pass costs the thread that starts its operations, and padding little. */
    private static final int MOST_TEXTS_ON_GPU = 256;

    private PassesByLength() {}

    /**
     * Passes all texts.
     *
     * @param ids of each text's tokens
     * @param pass a batch of b texts → (b, D) in {@code scope}
     * @return (B, D), differentiable, in the order of the texts
     */
    static NDArray of(List<long[]> ids, long paddingId, NDManager scope, Function<TokenBatch, NDArray> pass) {
        int[] byLength = IntStream.range(0, ids.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> ids.get(i).length))
                .mapToInt(Integer::intValue)
                .toArray();
        NDList pieces = new NDList();
        long[] places = new long[byLength.length];
        int most = scope.getDevice().isGpu() ? MOST_TEXTS_ON_GPU : MOST_TEXTS;
        for (int start = 0; start < byLength.length; start += most) {
            List<long[]> piece = new ArrayList<>();
            for (int i = start; i < Math.min(byLength.length, start + most); i++) {
                piece.add(ids.get(byLength[i]));
                places[byLength[i]] = i;
            }
            pieces.add(pass.apply(TokenBatch.of(piece, paddingId)));
        }
        NDArray sorted =
                pieces.size() == 1 ? pieces.getFirst() : NDArrays.concat(pieces); // one alone would lose its graph
        return new EmbeddingTable(sorted).apply(scope.create(places)); // a differentiable reordering
    }
}
