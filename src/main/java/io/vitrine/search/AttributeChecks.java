package io.vitrine.search;

import io.vitrine.catalogue.AttributeType;
import io.vitrine.catalogue.CatalogueChanged;
import io.vitrine.catalogue.Products;
import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.InvalidRequest;
import io.vitrine.search.Filters.AnyOf;
import io.vitrine.search.Filters.Condition;
import io.vitrine.search.Filters.NoneOf;
import io.vitrine.search.Filters.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.JsonNode;

/**
 * Refuses filters and facets that could never find anything: on attributes that no product has, or on values of a type that the
 * attribute has in no product, such as the text "2012" where years are numbers. A catalogue's attributes are kept, because asking
 * reads the whole catalogue; they are asked for again before anything is refused, unless that was done a moment ago.
 */
@Component
class AttributeChecks {

    private static final Set<AttributeType> READ_AS_NUMBERS =
            EnumSet.of(AttributeType.NUMBER, AttributeType.NUMERIC_TEXT);
    private static final Set<AttributeType> TEXTS = EnumSet.of(AttributeType.TEXT, AttributeType.NUMERIC_TEXT);

    private static final Duration TRUSTED = Duration.ofSeconds(10);

    private final Products products;
    private final Map<String, Attributes> known = new ConcurrentHashMap<>();

    /** @param readAt when the catalogue was asked; the beginning of time after it has changed */
    private record Attributes(Map<String, Set<AttributeType>> types, Instant readAt) {}

    AttributeChecks(Products products) {
        this.products = products;
    }

    /** @throws InvalidRequest naming every filter and every facet that the catalogue's attributes do not allow */
    void require(String catalogue, SearchQuery query) {
        if (query.filters().isEmpty() && query.facets().isEmpty()) {
            return;
        }
        Attributes attributes = known.computeIfAbsent(catalogue, this::read);
        List<FieldProblem> problems = problems(catalogue, query, attributes.types());
        // This or another process may have stored products with new attributes.
        if (!problems.isEmpty() && attributes.readAt().isBefore(Instant.now().minus(TRUSTED))) {
            attributes = read(catalogue);
            known.put(catalogue, attributes);
            problems = problems(catalogue, query, attributes.types());
        }
        if (!problems.isEmpty()) {
            throw new InvalidRequest(problems);
        }
    }

    private Attributes read(String catalogue) {
        Instant now = Instant.now();
        return new Attributes(products.attributeTypes(catalogue), now);
    }

    private static List<FieldProblem> problems(
            String catalogue, SearchQuery query, Map<String, Set<AttributeType>> attributes) {
        String unknown = "is no attribute of catalogue '" + catalogue + "'";
        List<FieldProblem> problems = new ArrayList<>();
        query.filters().conditions().forEach((attribute, condition) -> {
            Set<AttributeType> types = attributes.get(attribute);
            Optional<String> problem = types == null ? Optional.of(unknown) : mismatch(condition, types);
            problem.map(text -> new FieldProblem("filters." + attribute, text)).ifPresent(problems::add);
        });
        query.facets().stream()
                .filter(attribute -> !attributes.containsKey(attribute))
                .map(attribute -> new FieldProblem("facets", "'" + attribute + "' " + unknown))
                .forEach(problems::add);
        return problems;
    }

    private static Optional<String> mismatch(Condition condition, Set<AttributeType> types) {
        return switch (condition) {
            case AnyOf any -> mismatch(any.values(), types);
            case NoneOf none -> mismatch(none.values(), types);
            case Range range ->
                types.stream().anyMatch(READ_AS_NUMBERS::contains)
                        ? Optional.empty()
                        : Optional.of("takes no \"from\" and \"to\": no product has a number there");
        };
    }

    private static Optional<String> mismatch(List<JsonNode> values, Set<AttributeType> types) {
        return values.stream()
                .filter(value -> types.stream().noneMatch(typesOf(value)::contains))
                .findFirst()
                .map(value -> "takes " + plural(types) + ": no product has " + singular(value) + " there");
    }

    private static Set<AttributeType> typesOf(JsonNode value) {
        return value.isString() ? TEXTS : EnumSet.of(value.isNumber() ? AttributeType.NUMBER : AttributeType.BOOLEAN);
    }

    private static String singular(JsonNode value) {
        return value.isString() ? "a text" : value.isNumber() ? "a number" : "true or false";
    }

    private static String plural(Set<AttributeType> types) {
        List<String> words = new ArrayList<>();
        if (types.stream().anyMatch(TEXTS::contains)) {
            words.add("texts");
        }
        if (types.contains(AttributeType.NUMBER)) {
            words.add("numbers");
        }
        if (types.contains(AttributeType.BOOLEAN)) {
            words.add("true or false");
        }
        return String.join(" and ", words);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(CatalogueChanged change) {
        known.computeIfPresent(change.catalogue(), (name, kept) -> new Attributes(kept.types(), Instant.MIN));
    }
}
