package io.vitrine.search;

import io.vitrine.database.SearchReads;
import io.vitrine.errors.InvalidRequest;
import io.vitrine.models.ActiveModel;
import io.vitrine.models.LoadedModel;
import io.vitrine.models.Models;
import io.vitrine.models.TooManyModels;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens the version that a search is to be answered by: the active one, or the one it names. */
@Component
class SearchModels {

    private final ActiveModel activeModel;
    private final Models models;
    private final EmbeddingTables tables;
    private final LiveTables liveTables;
    private final SearchReads reads;

    SearchModels(
            ActiveModel activeModel, Models models, EmbeddingTables tables, LiveTables liveTables, SearchReads reads) {
        this.activeModel = activeModel;
        this.models = models;
        this.tables = tables;
        this.liveTables = liveTables;
        this.reads = reads;
    }

    /**
     * Uses the version and its vectors of a catalogue.
     *
     * @param name null for the active one
     * @param known the catalogue's vectors by some version, when they are known to be live
     * @throws IndexNotReady when the active version has no vectors of the catalogue yet
     * @throws InvalidRequest when no version has the name
     * @throws ModelNotIndexed when the named version has none
     * @throws TooManyModels when two other versions are in use
     */
    <T> T lease(
            @Nullable String name,
            String catalogue,
            Optional<EmbeddingTable> known,
            BiFunction<LoadedModel, EmbeddingTable, T> use) {
        if (name == null) {
            return activeModel.lease(model -> use.apply(
                    model,
                    known.filter(table -> table.model().equals(model.version()))
                            .orElseGet(() -> reads.read(() -> liveTables.of(model.version(), catalogue)))));
        }
        if (!models.exists(name)) {
            throw new InvalidRequest("model", "names no model; GET /api/models lists them");
        }
        EmbeddingTable table =
                reads.read(() -> tables.live(name, catalogue).orElseThrow(() -> new ModelNotIndexed(name, catalogue)));
        return activeModel.leaseBeside(name, model -> use.apply(model, table));
    }
}
