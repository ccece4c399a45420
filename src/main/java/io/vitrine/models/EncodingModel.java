package io.vitrine.models;

import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.Picture;
import io.vitrine.encoders.Preprocessing;
import io.vitrine.encoders.ScoreCalibration;
import io.vitrine.models.EmbeddingMeters.Kind;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** A dual encoder behind the engine's threads: one batch at a time, so that a query waits for a batch and not for a job. */
final class EncodingModel implements ModelLoader.ClosableModel {

    private final String version;
    private final DualEncoder encoder;
    private final Optional<ScoreCalibration> calibration;
    private final EngineThreads threads;
    private final int batchSize;
    private final EmbeddingMeters meters;
    /** The encoder takes one call at a time. */
    private final ReentrantLock turn = new ReentrantLock(true);

    EncodingModel(
            String version,
            DualEncoder encoder,
            Optional<ScoreCalibration> calibration,
            EngineThreads threads,
            int batchSize,
            EmbeddingMeters meters) {
        this.version = version;
        this.encoder = encoder;
        this.calibration = calibration;
        this.threads = threads;
        this.batchSize = batchSize;
        this.meters = meters;
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
    public float[][] embedTexts(List<String> texts) {
        boolean bulk = texts.size() > batchSize;
        return inBatches(texts, batch -> {
            Callable<float[][]> work = () -> embed(Kind.TEXTS, batch, encoder::embedTexts);
            return bulk ? threads.callPatiently(work) : threads.call(work);
        });
    }

    @Override
    public float[][] embedPictures(List<Picture> pictures) {
        return inBatches(
                pictures, batch -> threads.callPatiently(() -> embed(Kind.PICTURES, batch, encoder::embedPictures)));
    }

    @Override
    public float[] embedPicture(Picture picture) {
        return threads.call(() -> embed(Kind.PICTURES, List.of(picture), encoder::embedPictures))[0];
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
        encoder.close();
    }
}
