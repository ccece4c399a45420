package io.vitrine.encoders.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.vitrine.encoders.EncoderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Splits texts into token ids with a published {@code tokenizer.json}; one native instance, safe for many threads. */
public final class Tokenizer implements AutoCloseable {

    /** No token is longer than this many characters per token of the limit: more text cannot reach the tower. */
    private static final int CHARACTERS_PER_TOKEN = 100;

    private final HuggingFaceTokenizer tokenizer;
    private final byte[] content;
    private final int maxTokens;
    private final long paddingId;

    public Tokenizer(Path file, int maxTokens, long paddingId) {
        this.maxTokens = maxTokens;
        this.paddingId = paddingId;
        try {
            this.content = Files.readAllBytes(file);
            this.tokenizer = HuggingFaceTokenizer.builder()
                    .optTokenizerPath(file)
                    .optTruncation(true)
                    .optMaxLength(maxTokens)
                    .optPadding(false)
                    .build();
        } catch (IOException | RuntimeException e) {
            throw new EncoderException("Cannot read the tokenizer " + file + ": " + e.getMessage(), e);
        }
    }

    /** Token ids of one text with the model's special tokens, cut to the longest length the tower reads. */
    public long[] ids(String text) {
        int limit = maxTokens * CHARACTERS_PER_TOKEN;
        Encoding encoding = tokenizer.encode(text.length() > limit ? text.substring(0, limit) : text);
        long[] ids = encoding.getIds();
        return ids.length > maxTokens ? Arrays.copyOf(ids, maxTokens) : ids;
    }

    /** Token ids of several texts, padded to the longest. */
    public TokenBatch batch(List<String> texts) {
        return TokenBatch.of(texts.stream().map(this::ids).toList(), paddingId);
    }

    /** Whether the vocabulary has a word, in lower case, as one piece; what is put together of pieces is rare, new or misspelt. */
    public boolean hasWord(String word) {
        // Byte-level vocabularies have most words with the space before them only.
        return pieces(word) == 1 || pieces(" " + word) == 1;
    }

    private int pieces(String text) {
        return tokenizer.encode(text, false, false).getIds().length;
    }

    /** What the file held when it was opened: a checkpoint's file may be gone by the time an encoder is saved again. */
    public byte[] content() {
        return content.clone();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
