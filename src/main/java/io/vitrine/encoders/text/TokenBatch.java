package io.vitrine.encoders.text;

import java.util.List;

/**
 * Token ids of several texts, padded on the right to the longest of them.
 *
 * @param ids (B, T) row-major
 * @param mask (B, T) row-major, 1 for a token and 0 for padding
 */
public record TokenBatch(long[] ids, float[] mask, int size, int tokens) {

    /** Pads texts, each given as its token ids, to the longest, and to one token at least: some tokenizers split nothing into none. */
    public static TokenBatch of(List<long[]> texts, long paddingId) {
        int tokens =
                Math.max(1, texts.stream().mapToInt(text -> text.length).max().orElse(0));
        long[] ids = new long[texts.size() * tokens];
        float[] mask = new float[ids.length];
        for (int row = 0; row < texts.size(); row++) {
            long[] text = texts.get(row);
            for (int column = 0; column < tokens; column++) {
                int cell = row * tokens + column;
                ids[cell] = column < text.length ? text[column] : paddingId;
                mask[cell] = column < text.length ? 1 : 0;
            }
        }
        return new TokenBatch(ids, mask, texts.size(), tokens);
    }

    /** Whether a text is shorter than another. */
    public boolean isPadded() {
        for (float token : mask) {
            if (token == 0) {
                return true;
            }
        }
        return false;
    }
}
