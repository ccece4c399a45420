package io.vitrine.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vitrine.catalogue.Products;
import io.vitrine.database.SearchReads;
import io.vitrine.models.ActiveModel;
import io.vitrine.models.LoadedModel;
import io.vitrine.models.NoActiveModel;
import io.vitrine.search.Unchanged.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives an answer again that was given before to the same question, as long as neither the products nor their vectors have changed. One
 * statement tells whether they have: an answer is never older than the last committed change.
 *
 * <p>Only answers to texts by the active model are kept, and only complete ones. What was read before a change and kept after it goes by
 * the state before, and is not given again. With a read replica nothing is kept: an answer may come of two servers, of which one lags.
 */
@Component
class RememberedResults {

    private static final Duration UNUSED = Duration.ofMinutes(10);

    /**
     * A question.
     *
     * @param words when the words were counted by which mistakes in it are corrected; null for a search that corrects none
     */
    private record Question(
            SearchQuery query,
            String catalogue,
            String model,
            @Nullable Instant words) {}

    private record Answer(Stamp stamp, SearchResult result) {}

    private final ActiveModel models;
    private final Unchanged unchanged;
    private final Vocabularies vocabularies;
    private final SearchReads reads;
    private final SearchMeters meters;
    private final Counter given;
    private final boolean keeps;
    private final Cache<Question, Answer> answers;

    RememberedResults(
            ActiveModel models,
            Unchanged unchanged,
            Vocabularies vocabularies,
            SearchReads reads,
            SearchMeters meters,
            MeterRegistry registry,
            SearchProperties properties) {
        this.models = models;
        this.unchanged = unchanged;
        this.vocabularies = vocabularies;
        this.reads = reads;
        this.meters = meters;
        this.given = Counter.builder("vitrine.search.remembered")
                .description("Searches answered as before, because nothing had changed")
                .register(registry);
        this.keeps = properties.rememberedHits() > 0 && reads.isOneServer();
        this.answers = Caffeine.newBuilder()
                .maximumWeight(properties.rememberedHits())
                .weigher((Question question, Answer answer) ->
                        1 + answer.result().hits().size())
                .expireAfterAccess(UNUSED)
                .build();
    }

    /**
     * The answer from before, or a new one.
     *
     * @param search answers a question about vectors that are known to be live, or, when given nothing, any
     */
    SearchResult answer(SearchQuery query, Function<Optional<EmbeddingTable>, SearchResult> search) {
        Optional<String> model = keeps && isRepeatable(query) ? activeModel() : Optional.empty();
        return model.isEmpty() ? search.apply(Optional.empty()) : answer(query, model.get(), search);
    }

    private SearchResult answer(
            SearchQuery query, String model, Function<Optional<EmbeddingTable>, SearchResult> search) {
        String catalogue = query.catalogue() == null ? Products.MAIN : query.catalogue();
        Optional<Stamp> stamp =
                meters.database("look for changes", () -> reads.read(() -> unchanged.stamp(model, catalogue)));
        if (stamp.isEmpty()) {
            return search.apply(Optional.empty());
        }
        Question question = new Question(query, catalogue, model, words(query, catalogue));
        Answer before = answers.getIfPresent(question);
        if (before != null && before.stamp().equals(stamp.get())) {
            given.increment();
            return before.result();
        }
        SearchResult result = search.apply(Optional.of(stamp.get().table()));
        if (result.complete() && model.equals(result.model())) {
            answers.put(question, new Answer(stamp.get(), result));
        }
        return result;
    }

    private static boolean isRepeatable(SearchQuery query) {
        return query.text() != null
                && query.mode() != Mode.TEXT
                && query.model() == null
                && !query.explain()
                && !query.collapseDuplicates();
    }

    private Optional<String> activeModel() {
        try {
            return Optional.of(models.lease(LoadedModel::version));
        } catch (NoActiveModel none) {
            return Optional.empty();
        }
    }

    private @Nullable Instant words(SearchQuery query, String catalogue) {
        return query.mode() == Mode.HYBRID ? vocabularies.of(catalogue).readAt() : null;
    }
}
