package io.vitrine.search;

import java.util.List;
import java.util.Map;

/**
 * What a picture shows, in a catalogue's words.
 *
 * @param model the version that embedded the picture and all texts
 * @param names different names of products, best first
 * @param attributes by attribute, its values, best first
 */
record CaptionResult(
        String catalogue, String model, long tookMillis, List<Name> names, Map<String, List<Value>> attributes) {

    /** @param score the cosine of the name's vector and the picture's */
    record Name(String name, double score) {}

    /** @param score the cosine of the value's vector and the picture's */
    record Value(String value, double score) {}
}
