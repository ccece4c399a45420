package io.vitrine.models;

import io.micrometer.core.instrument.MeterRegistry;
import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Opens versions as dual encoders that are warm: their first query takes no longer than the others. */
@Component
final class DualEncoderLoader implements ModelLoader {

    private final ModelProperties properties;
    private final EngineThreads threads;
    private final MeterRegistry meters;

    DualEncoderLoader(ModelProperties properties, EngineThreads threads, MeterRegistry meters) {
        this.properties = properties;
        this.threads = threads;
        this.meters = meters;
    }

    @Override
    public ClosableModel load(String version, Path directory) {
        DualEncoder encoder = DualEncoder.load(directory, ComputeDevice.parse(properties.device()));
        EncodingModel model =
                new EncodingModel(version, encoder, threads, properties.batchSize(), new EmbeddingMeters(meters));
        try {
            model.warmUp();
            return model;
        } catch (RuntimeException broken) {
            model.close();
            throw broken;
        }
    }
}
