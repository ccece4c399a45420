package io.vitrine.search;

import io.vitrine.catalogue.CatalogueChanged;
import io.vitrine.catalogue.Products;
import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.InvalidRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Which attributes a catalogue has; kept, because asking reads the whole catalogue. */
@Component
class AttributeNames {

    private final Products products;
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    AttributeNames(Products products) {
        this.products = products;
    }

    /** @throws InvalidRequest naming every filter on, and every facet of, an attribute that no product of the catalogue has */
    void requireKnown(String catalogue, SearchQuery query) {
        Set<String> asked = new LinkedHashSet<>(query.filters().conditions().keySet());
        asked.addAll(query.facets());
        if (asked.isEmpty() || known(catalogue).containsAll(asked)) {
            return;
        }
        // Another replica may have imported products with new attributes.
        known.remove(catalogue);
        Set<String> names = known(catalogue);
        String problem = "is no attribute of catalogue '" + catalogue + "'";
        Stream<FieldProblem> filters = query.filters().conditions().keySet().stream()
                .filter(attribute -> !names.contains(attribute))
                .map(attribute -> new FieldProblem("filters." + attribute, problem));
        Stream<FieldProblem> facets = query.facets().stream()
                .filter(attribute -> !names.contains(attribute))
                .map(attribute -> new FieldProblem("facets", "'" + attribute + "' " + problem));
        List<FieldProblem> unknown = Stream.concat(filters, facets).toList();
        if (!unknown.isEmpty()) {
            throw new InvalidRequest(unknown);
        }
    }

    private Set<String> known(String catalogue) {
        return known.computeIfAbsent(catalogue, products::attributeNames);
    }

    @EventListener
    void changed(CatalogueChanged change) {
        known.remove(change.catalogue());
    }
}
