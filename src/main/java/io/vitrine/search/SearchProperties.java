package io.vitrine.search;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How vectors are searched and made.
 *
 * @param approximateFrom products from which on a catalogue gets an approximate index; below, every search reads all vectors
 * @param candidates how many candidates the approximate index keeps while it searches (pgvector's {@code hnsw.ef_search})
 * @param decodingThreads threads that decode pictures while the model embeds; 0 for one per processor
 * @param indexingDelay how long changes of a catalogue are gathered before they are indexed
 * @param firstIndexPatience how long a start may wait for the first index of the default catalogue before it is ready
 */
@Validated
@ConfigurationProperties("vitrine.search")
record SearchProperties(
        @DefaultValue("100000") @Min(0) long approximateFrom,
        @DefaultValue("200") @Min(1) @Max(1000) int candidates,
        @DefaultValue("0") @Min(0) @Max(256) int decodingThreads,
        @DefaultValue("1s") Duration indexingDelay,
        @DefaultValue("10m") Duration firstIndexPatience) {}
