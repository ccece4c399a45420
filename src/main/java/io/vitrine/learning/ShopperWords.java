package io.vitrine.learning;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Phrases in a shopper's words for attribute values, "ladies' navy blue kurtas" for Women, Navy Blue, Kurtas: the richer text
 * that a bare product name lacks. Words and templates come from {@code learning/shopper-words.json}.
 */
public final class ShopperWords {

    private static final String RESOURCE = "/learning/shopper-words.json";
    private static final String GENDER = "gender";
    private static final String COLOUR = "baseColour";
    private static final String KIND = "articleType";
    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

    private static final Kind NO_WORDS = new Kind(List.of(), List.of());

    /** Ways to say a value before and after the kind of thing, "men's" and "for men". */
    record Modifier(List<String> before, List<String> after) {}

    /** Ways to say a kind of thing, one of it and many of it. */
    record Kind(List<String> one, List<String> many) {}

    record Vocabulary(
            List<String> templates,
            Map<String, Modifier> gender,
            Map<String, Modifier> baseColour,
            Map<String, Kind> articleType,
            Map<String, Map<String, Kind>> genderedArticleType) {}

    /** A phrase and the attribute values it speaks of. */
    public record Phrase(String text, Map<String, String> claims) {}

    private final Vocabulary vocabulary;

    private ShopperWords(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The words that come with Vitrine. */
    public static ShopperWords load() {
        try (InputStream input = ShopperWords.class.getResourceAsStream(RESOURCE)) {
            if (input == null) {
                throw new LearningException("The resource " + RESOURCE + " is missing from the class path");
            }
            JsonMapper json = JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();
            return new ShopperWords(json.readValue(input, Vocabulary.class));
        } catch (IOException e) {
            throw new LearningException("Cannot read " + RESOURCE, e);
        }
    }

    /** A random phrase that is true of a product, or nothing when its kind has no words here. */
    public Optional<Phrase> phrase(Map<String, String> attributes, RandomGenerator random) {
        String template =
                vocabulary.templates().get(random.nextInt(vocabulary.templates().size()));
        Map<String, String> claims = new HashMap<>();
        Matcher slots = SLOT.matcher(template);
        StringBuilder text = new StringBuilder();
        while (slots.find()) {
            String words = words(slots.group(1), attributes, random, claims);
            if (words == null) {
                return Optional.empty();
            }
            slots.appendReplacement(text, Matcher.quoteReplacement(words));
        }
        slots.appendTail(text);
        return Optional.of(new Phrase(text.toString(), Map.copyOf(claims)));
    }

    private @Nullable String words(
            String slot, Map<String, String> attributes, RandomGenerator random, Map<String, String> claims) {
        return switch (slot) {
            case "genderBefore", "genderAfter" ->
                modifier(vocabulary.gender(), GENDER, slot.endsWith("Before"), attributes, random, claims);
            case "colourBefore", "colourAfter" ->
                modifier(vocabulary.baseColour(), COLOUR, slot.endsWith("Before"), attributes, random, claims);
            case "one", "many", "kind" -> kind(slot, attributes, random, claims);
            default -> throw new LearningException(RESOURCE + ": a template has the unknown slot {" + slot + "}");
        };
    }

    private static @Nullable String modifier(
            Map<String, Modifier> modifiers,
            String attribute,
            boolean before,
            Map<String, String> attributes,
            RandomGenerator random,
            Map<String, String> claims) {
        String value = attributes.get(attribute);
        Modifier modifier = value == null ? null : modifiers.get(value);
        if (value == null || modifier == null) {
            return null;
        }
        claims.put(attribute, value);
        return pick(before ? modifier.before() : modifier.after(), random);
    }

    private @Nullable String kind(
            String slot, Map<String, String> attributes, RandomGenerator random, Map<String, String> claims) {
        String value = attributes.get(KIND);
        Kind kind = value == null ? null : vocabulary.articleType().get(value);
        if (value == null || kind == null) {
            return null;
        }
        claims.put(KIND, value);
        boolean one = slot.equals("one") || (slot.equals("kind") && random.nextBoolean());
        String gender = attributes.get(GENDER);
        List<String> words = words(kind, one);
        List<String> gendered = gender == null ? List.of() : words(gendered(gender, value), one);
        int chosen = words.isEmpty() ? 0 : random.nextInt(words.size() + gendered.size());
        if (gender != null && chosen >= words.size() && !gendered.isEmpty()) {
            claims.put(GENDER, gender); // "blouse" says women as well as shirt
            return gendered.get(chosen - words.size());
        }
        return words.isEmpty() ? null : words.get(chosen);
    }

    private Kind gendered(String gender, String kind) {
        return vocabulary.genderedArticleType().getOrDefault(gender, Map.of()).getOrDefault(kind, NO_WORDS);
    }

    private static List<String> words(Kind kind, boolean one) {
        return one && !kind.one().isEmpty() ? kind.one() : kind.many();
    }

    private static @Nullable String pick(List<String> words, RandomGenerator random) {
        return words.isEmpty() ? null : words.get(random.nextInt(words.size()));
    }
}
