package io.vitrine.models;

import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.Picture;
import io.vitrine.encoders.Preprocessing;
import io.vitrine.encoders.ScoreCalibration;
import io.vitrine.encoders.SharedProducts;
import io.vitrine.models.EmbeddingMeters.Kind;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A dual encoder behind the engine's threads: one batch at a time, so that a query waits for a batch and not for a job. What somebody
 * waits for is gathered into batches, bulk work brings its own.
 */
final class EncodingModel implements ModelLoader.ClosableModel {

    private final String version;
    private final DualEncoder encoder;
    private final Optional<ScoreCalibration> calibration;
    private final EngineThreads threads;
    private final int batchSize;
    private final int queryThreads;
    private final EmbeddingMeters meters;
    private final QueryCache.Shelf known;
    private final Batcher<String> queries;
    private final Batcher<Picture> queryPictures;
    /** The encoder takes one call at a time. */
    private final ReentrantLock turn = new ReentrantLock(true);

    EncodingModel(
            String version,
            DualEncoder encoder,
            Optional<ScoreCalibration> calibration,
            EngineThreads threads,
            WaitingRoom room,
            QueryCache cache,
            int batchSize,
            int queryThreads,
            EmbeddingMeters meters) {
        this.version = version;
        this.encoder = encoder;
        this.calibration = calibration;
        this.threads = threads;
        this.batchSize = batchSize;
        this.queryThreads = queryThreads;
        this.meters = meters;
        this.known = cache.open();
        this.queries = new Batcher<>(version, "text tower", threads, room, batchSize, this::waitingTexts);
        this.queryPictures = new Batcher<>(version, "picture tower", threads, room, batchSize, this::pictures);
    }

    /** Lets every engine thread set up what it needs for both towers, which the first query would wait for otherwise. */
    void warmUp() {
        Picture blank = preprocessing().of(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
        threads.onEach(() -> {
            turn.lock();
            try {
                encoder.embedTexts(List.of("warm-up"));
                encoder.embedPictures(List.of(blank));
            } finally {
                turn.unlock();
            }
        });
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Optional<ScoreCalibration> calibration() {
        return calibration;
    }

    @Override
    public int dimensions() {
        return encoder.spec().dimensions();
    }

    @Override
    public Preprocessing preprocessing() {
        return encoder.preprocessing();
    }

    @Override
    public boolean hasWord(String word) {
        return encoder.hasWord(word);
    }

    @Override
    public float[][] embedQueries(List<String> texts) {
        float[][] vectors = new float[texts.size()][];
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            float[] vector = known.get(texts.get(i));
            if (vector == null) {
                missing.add(i);
            } else {
                vectors[i] = vector;
            }
        }
        if (!missing.isEmpty()) {
            float[][] made = queries.embed(missing.stream().map(texts::get).toList());
            for (int i = 0; i < made.length; i++) {
                vectors[missing.get(i)] = made[i].clone();
                known.put(texts.get(missing.get(i)), made[i]);
            }
        }
        return vectors;
    }

    @Override
    public float[] embedPicture(Picture picture) {
        return queryPictures.embed(List.of(picture))[0];
    }

    @Override
    public float[][] embedTexts(List<String> texts) {
        return inBatches(texts, batch -> threads.call(() -> texts(batch)));
    }

    @Override
    public float[][] embedPictures(List<Picture> pictures) {
        return inBatches(pictures, batch -> threads.call(() -> pictures(batch)));
    }

    private float[][] waitingTexts(List<String> batch) {
        return SharedProducts.among(queryThreads, () -> texts(batch));
    }

    private float[][] texts(List<String> batch) {
        return embed(Kind.TEXTS, batch, encoder::embedTexts);
    }

    private float[][] pictures(List<Picture> batch) {
        return embed(Kind.PICTURES, batch, encoder::embedPictures);
    }

    private <T> float[][] inBatches(List<T> items, Function<List<T>, float[][]> embed) {
        float[][] vectors = new float[items.size()][];
        for (int start = 0; start < items.size(); start += batchSize) {
            List<T> batch = items.subList(start, Math.min(items.size(), start + batchSize));
            System.arraycopy(embed.apply(batch), 0, vectors, start, batch.size());
        }
        return vectors;
    }

    private <T> float[][] embed(Kind kind, List<T> batch, Function<List<T>, float[][]> tower) {
        turn.lock();
        try {
            long start = System.nanoTime();
            float[][] vectors = tower.apply(batch);
            meters.embedded(kind, batch.size(), System.nanoTime() - start);
            return vectors;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        queries.close();
        queryPictures.close();
        known.close();
        turn.lock();
        try {
            encoder.close();
        } finally {
            turn.unlock();
        }
    }
}
