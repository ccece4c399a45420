package io.vitrine.search;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.UniqueElements;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How vectors are searched and made.
 *
 * @param approximateFrom products from which on a catalogue gets an approximate index; below, every search reads all vectors
 * @param filteredApproximateFrom products passing a request's filters from which on such an index answers it; fewer are compared one by one
 * @param candidates how many candidates the approximate index keeps while it searches (pgvector's {@code hnsw.ef_search})
 * @param vectorsInMemory the memory for copies of catalogues' vectors, which searches compare instead of the database's or of walking an
 *     approximate index; a product takes 256 bytes, a catalogue that is too large for the memory is not copied, and 0 keeps no copies
 * @param rememberedHits hits of earlier answers that are kept, to be given again while nothing has changed; a hit takes about a kilobyte, and
 *     0 keeps none
 * @param indexMemory the most memory that PostgreSQL may take while it builds an approximate index, shared among its workers; about
 *     1.5 GB are of use for a million products
 * @param decodingThreads threads that decode pictures while the model embeds; 0 for one per processor
 * @param indexingPart successive products of which one worker makes the vectors while others make those of other parts
 * @param waitingPictures how many pictures sent with requests may be decoded or wait for it; more are refused
 * @param indexingDelay how long changes of a catalogue are gathered before they are indexed
 * @param firstIndexPatience how long a start may wait for the first index of the default catalogue before it is ready
 * @param vectorServers the foreign servers of the database that new tables of vectors are spread over; without any they are made in
 *     the database itself
 */
@Validated
@ConfigurationProperties("vitrine.search")
record SearchProperties(
        @DefaultValue("100000") @Min(0) long approximateFrom,
        @DefaultValue("20000") @Min(0) long filteredApproximateFrom,
        @DefaultValue("400") @Min(1) @Max(1000) int candidates,
        @DefaultValue("256MB") DataSize vectorsInMemory,
        @DefaultValue("10000") @Min(0) long rememberedHits,
        @DefaultValue("2GB") DataSize indexMemory,
        @DefaultValue("0") @Min(0) @Max(256) int decodingThreads,
        @DefaultValue("1024") @Min(1) @Max(1_000_000) int indexingPart,
        @DefaultValue("32") @Min(1) @Max(1024) int waitingPictures,
        @DefaultValue("1s") Duration indexingDelay,
        @DefaultValue("10m") Duration firstIndexPatience,
        @DefaultValue @UniqueElements List<@Pattern(regexp = "[A-Za-z_][A-Za-z0-9_]{0,62}") String> vectorServers) {}
