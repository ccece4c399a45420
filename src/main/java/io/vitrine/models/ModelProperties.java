package io.vitrine.models;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How models are kept and run.
 *
 * @param bundled names of the versions below {@code models/} on the class path; the first is activated when none is active
 * @param engineThreads threads that may run the engine; each costs native memory, and one uses all cores already
 * @param queryThreads how many processors share the embedding of texts that somebody waits for, so that the rest of their searches has the
 *     others; 0 for half of those that the engine takes for pictures
 * @param waitingCalls how many searches and other calls may wait for the engine before further ones are refused
 * @param batchSize texts or pictures that one call of the engine embeds; a query waits for at most one such batch of each job
 * @param precision in which precision the weights of the models that answer are kept
 * @param cachedTexts how many texts' vectors are kept for when they are asked for again; 0 keeps none
 */
@Validated
@ConfigurationProperties("vitrine.models")
record ModelProperties(
        @DefaultValue List<@NotBlank String> bundled,
        @DefaultValue("1") @Min(1) @Max(16) int engineThreads,
        @DefaultValue("0") @Min(0) @Max(256) int queryThreads,
        @DefaultValue("256") @Positive int waitingCalls,
        @DefaultValue("16") @Min(1) @Max(1024) int batchSize,
        @DefaultValue("auto") EmbeddingPrecision precision,
        @DefaultValue("10000") @Min(0) @Max(10_000_000) int cachedTexts) {}
