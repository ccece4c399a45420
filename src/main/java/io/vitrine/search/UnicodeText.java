package io.vitrine.search;

/** What PostgreSQL and the tokenizer take as text. */
final class UnicodeText {

    private UnicodeText() {}

    /** Whether there are neither lone surrogates nor NUL, which PostgreSQL cannot store. */
    static boolean isValid(String text) {
        return text.codePoints().noneMatch(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF));
    }
}
