package io.vitrine.learning;

import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text for a picture, and what it claims. What it claims decides which other pictures of a batch it describes too.
 *
 * @param truth whether it is true of a product
 */
record Caption(String text, Truth truth) {

    /** What a caption claims. */
    sealed interface Truth {

        /**
         * Whether it is true of a product.
         *
         * @param words the words of the product's name ({@link NameKey#words})
         */
        boolean of(TrainingProduct product, Set<String> words);
    }

    /** The name has these words and no others. */
    record Name(Set<String> nameWords) implements Truth {
        @Override
        public boolean of(TrainingProduct product, Set<String> words) {
            return nameWords.equals(words);
        }
    }

    /** The name has these words, and perhaps others. */
    record PartOfName(Set<String> nameWords) implements Truth {
        @Override
        public boolean of(TrainingProduct product, Set<String> words) {
            return words.containsAll(nameWords);
        }
    }

    /** The product has these values. */
    record Attributes(Map<String, String> values) implements Truth {
        @Override
        public boolean of(TrainingProduct product, Set<String> words) {
            return values.entrySet().stream()
                    .allMatch(value ->
                            value.getValue().equals(product.attributes().get(value.getKey())));
        }
    }

    /** Both are true. */
    record Both(Truth one, Truth other) implements Truth {
        @Override
        public boolean of(TrainingProduct product, Set<String> words) {
            return one.of(product, words) && other.of(product, words);
        }
    }

    static Caption ofName(String name) {
        return new Caption(name, new Name(NameKey.words(name)));
    }

    /** The name with each word left out at random; the whole name where no word would stay. */
    static Caption ofPart(String name, double wordDropout, RandomGenerator random) {
        if (wordDropout == 0) {
            return ofName(name);
        }
        String part = Stream.of(name.strip().split("\\s+", -1))
                .filter(word -> random.nextDouble() >= wordDropout)
                .collect(Collectors.joining(" "));
        Set<String> all = NameKey.words(name);
        Set<String> left = part.isEmpty() ? all : NameKey.words(part);
        return all.containsAll(left) && !left.equals(all) ? new Caption(part, new PartOfName(left)) : ofName(name);
    }
}
