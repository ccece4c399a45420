package io.vitrine.spark;

import io.vitrine.artefacts.ContentAddress;
import io.vitrine.catalogue.sources.ProductSource;
import io.vitrine.catalogue.sources.RowRefused;
import io.vitrine.catalogue.sources.SourceRow;
import io.vitrine.encoders.Picture;
import io.vitrine.encoders.Preprocessing;
import io.vitrine.encoders.UnreadablePictureException;
import io.vitrine.search.WaitingVectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Embeds some consecutive rows of a catalogue: each distinct picture once, in batches. A row without a readable picture is told of and
 * stops nothing.
 */
final class PartitionRun {

    private final ProductSource source;
    private final Preprocessing preprocessing;
    private final Function<List<Picture>, float[][]> encoder;
    private final int batchSize;
    private final List<RowOutcome> outcomes = new ArrayList<>();
    private final WaitingVectors vectors = new WaitingVectors();
    /** Whether a picture was met before, and what was wrong with it; empty when nothing. */
    private final Map<String, String> problems = new HashMap<>();

    private final List<Prepared> batch = new ArrayList<>();

    /** @param encoder gives the vectors of a batch's pictures, in their order */
    PartitionRun(
            ProductSource source,
            Preprocessing preprocessing,
            Function<List<Picture>, float[][]> encoder,
            int batchSize) {
        this.source = source;
        this.preprocessing = preprocessing;
        this.encoder = encoder;
        this.batchSize = batchSize;
    }

    private record Prepared(long line, String hash, Picture picture) {}

    /** Embeds the next rows, up to {@code count}. */
    void take(int count) throws IOException {
        boolean more = true;
        for (int row = 0; more && row < count; row++) {
            more = takeRow();
        }
        embedBatch();
    }

    List<RowOutcome> outcomes() {
        return outcomes;
    }

    WaitingVectors vectors() {
        return vectors;
    }

    private boolean takeRow() throws IOException {
        SourceRow row = null;
        try {
            row = source.next();
            if (row == null) {
                return false;
            }
            byte @Nullable [] encoded = row.picture().bytes();
            if (encoded == null) {
                outcomes.add(new RowOutcome(source.line(), row.id(), null, "has no picture"));
            } else {
                String hash = ContentAddress.of(encoded);
                outcomes.add(new RowOutcome(source.line(), row.id(), hash, prepare(hash, encoded)));
            }
        } catch (RowRefused refused) {
            outcomes.add(new RowOutcome(
                    source.line(),
                    row == null ? null : row.id(),
                    null,
                    refused.reason().code() + ": " + refused.detail()));
        }
        return true;
    }

    /** Decodes a picture unless it was met before, and says what is wrong with it. */
    private @Nullable String prepare(String hash, byte[] encoded) {
        String known = problems.get(hash);
        if (known == null) {
            known = decode(hash, encoded);
            problems.put(hash, known);
        }
        return known.isEmpty() ? null : known;
    }

    private String decode(String hash, byte[] encoded) {
        try {
            batch.add(new Prepared(source.line(), hash, preprocessing.read(encoded)));
        } catch (UnreadablePictureException unreadable) {
            return "unreadable-picture: " + unreadable.getMessage();
        }
        if (batch.size() == batchSize) {
            embedBatch();
        }
        return "";
    }

    private void embedBatch() {
        if (batch.isEmpty()) {
            return;
        }
        float[][] embeddings =
                encoder.apply(batch.stream().map(Prepared::picture).toList());
        for (int i = 0; i < embeddings.length; i++) {
            vectors.add(batch.get(i).line(), batch.get(i).hash(), embeddings[i]);
        }
        batch.clear();
    }
}
