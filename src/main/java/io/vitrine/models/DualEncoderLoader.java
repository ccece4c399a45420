package io.vitrine.models;

import io.micrometer.core.instrument.MeterRegistry;
import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.ScoreCalibration;
import io.vitrine.encoders.SharedProducts;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Opens versions as dual encoders that are warm: their first query takes no longer than the others. */
@Component
final class DualEncoderLoader implements ModelLoader {

    private final ModelProperties properties;
    private final ComputeDevice device;
    private final EngineThreads threads;
    private final WaitingRoom room;
    private final QueryCache cache;
    private final MeterRegistry meters;
    private final JsonMapper json;

    DualEncoderLoader(
            ModelProperties properties,
            ComputeDevice device,
            EngineThreads threads,
            WaitingRoom room,
            QueryCache cache,
            MeterRegistry meters,
            JsonMapper json) {
        this.properties = properties;
        this.device = device;
        this.threads = threads;
        this.room = room;
        this.cache = cache;
        this.meters = meters;
        this.json = json;
    }

    private int queryThreads() {
        return properties.queryThreads() > 0 ? properties.queryThreads() : Math.max(1, SharedProducts.threads() / 2);
    }

    @Override
    public ClosableModel load(String version, Path directory) {
        Optional<ScoreCalibration> calibration = ModelCard.read(directory, json).calibration();
        DualEncoder encoder = DualEncoder.forEmbedding(
                directory, device, properties.precision().on(device));
        EncodingModel model = new EncodingModel(
                version,
                encoder,
                calibration,
                threads,
                room,
                cache,
                properties.batchSize(),
                queryThreads(),
                new EmbeddingMeters(meters));
        try {
            model.warmUp();
            return model;
        } catch (RuntimeException broken) {
            model.close();
            throw broken;
        }
    }
}
