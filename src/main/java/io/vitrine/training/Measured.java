package io.vitrine.training;

import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.ScoreCalibration;
import io.vitrine.learning.CalibrationFit;
import io.vitrine.learning.PairScores;
import io.vitrine.learning.TestReport;
import io.vitrine.learning.TrainingData;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * What is known of an encoder once it has been trained.
 *
 * @param calibration fitted to the validation part; empty without one
 */
record Measured(TestReport report, Optional<ScoreCalibration> calibration) {

    /** @param embedded is told how many pictures are embedded, of as many as the catalogue has */
    static Measured of(Path encoderDirectory, TrainingData data, ComputeDevice device, IntConsumer embedded) {
        try (DualEncoder encoder = DualEncoder.load(encoderDirectory, device)) {
            return new Measured(
                    TestReport.of(encoder, data, embedded),
                    CalibrationFit.of(PairScores.of(encoder, data.validation())));
        }
    }
}
