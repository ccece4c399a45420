package io.vitrine.spark;

import java.io.Serializable;

/**
 * How an executor computes.
 *
 * @param model directory of a trained encoder
 * @param device {@code auto}, {@code cpu} or {@code gpu:N}
 * @param threads that compute one batch together; 0 for as many as the executor's process may use
 * @param batch pictures of a forward pass
 */
record EngineSettings(String model, String device, int threads, int batch) implements Serializable {

    int effectiveThreads() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
}
