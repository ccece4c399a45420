package io.vitrine.web;

import org.jspecify.annotations.Nullable;

/** Tells what keeps characters from being text. */
final class TextFault {

    private TextFault() {}

    /** What is wrong, or null when the characters are text. */
    static @Nullable String in(CharSequence characters) {
        for (int i = 0; i < characters.length(); i++) {
            char character = characters.charAt(i);
            if (character == 0) {
                return "must not contain the null character";
            }
            if (Character.isSurrogate(character)) {
                boolean pair =
                        i + 1 < characters.length() && Character.isSurrogatePair(character, characters.charAt(i + 1));
                if (!pair) {
                    return "must be valid Unicode, and holds half a surrogate pair at position " + i;
                }
                i++;
            }
        }
        return null;
    }
}
