package io.vitrine.learning;

import java.util.Arrays;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What makes two names the same to a split and to the loss: their set of words, whatever order, case or punctuation. */
public final class NameKey {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private NameKey() {}

    /** The name's words in lower case, sorted, each once. */
    public static String of(String name) {
        return String.join(" ", words(name));
    }

    /** The name's words in lower case, sorted; the name itself where it has none. */
    static SortedSet<String> words(String name) {
        TreeSet<String> words = new TreeSet<>(Arrays.asList(NO_WORD.split(name.toLowerCase(Locale.ROOT), -1)));
        words.remove("");
        if (words.isEmpty()) {
            words.add(name.strip());
        }
        return words;
    }
}
