package io.vitrine.search;

/**
 * Products by their keys in the database.
 *
 * @param first the smallest key
 * @param last the largest key
 */
record KeyRange(long first, long last) {

    static final KeyRange ALL = new KeyRange(0, Long.MAX_VALUE);

    /** The part with this number, counted from 0, where each has {@code size} keys. */
    static KeyRange part(long number, int size) {
        return new KeyRange(number * size, (number + 1) * size - 1);
    }

    KeyRange after(long key) {
        return new KeyRange(key + 1, last);
    }
}
