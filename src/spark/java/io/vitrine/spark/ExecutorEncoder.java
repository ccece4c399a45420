package io.vitrine.spark;

import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.Precision;
import io.vitrine.encoders.EngineReport;
import io.vitrine.encoders.MatrixProducts;
import io.vitrine.encoders.Picture;
import io.vitrine.encoders.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;

/**
 * The one encoder of an executor's process, opened by its first task and used by all of them. The tasks decode pictures, each on its own
 * thread; one more thread embeds their batches in turn, for every thread that runs the engine costs memory that is never given back,
 * and a batch keeps all of the engine's threads busy.
 */
final class ExecutorEncoder {

    private static final Map<EngineSettings, ExecutorEncoder> OPEN = new ConcurrentHashMap<>();

    private final ExecutorService engine = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("engine").daemon().factory());
    private final DualEncoder encoder;
    private final Preprocessing preprocessing;

    private ExecutorEncoder(EngineSettings settings) {
        encoder = await(engine.submit(() -> open(settings)));
        preprocessing = encoder.preprocessing();
    }

    /** The encoder of this process. */
    static ExecutorEncoder of(EngineSettings settings) {
        return OPEN.computeIfAbsent(settings, ExecutorEncoder::new);
    }

    /** As the service opens it, so that the vectors are the same. */
    private static DualEncoder open(EngineSettings settings) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(settings.effectiveThreads()));
        ImageIO.scanForPlugins(); // Spark's class loader has decoders that the system's does not know
        ComputeDevice device = EngineReport.of(settings.device()).device();
        MatrixProducts.choose(device);
        return DualEncoder.forEmbedding(Path.of(settings.model()), device, Precision.forEmbedding(device));
    }

    Preprocessing preprocessing() {
        return preprocessing;
    }

    /** Pictures → their vectors, each of unit length; waits for its turn. */
    float[][] embed(List<Picture> pictures) {
        return await(engine.submit(() -> encoder.embedPictures(pictures)));
    }

    private static <T> T await(Future<T> result) {
        try {
            return result.get();
        } catch (InterruptedException interrupted) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the engine", interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("The engine failed: " + failure.getCause(), failure.getCause());
        }
    }
}
