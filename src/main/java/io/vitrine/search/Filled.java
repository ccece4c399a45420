package io.vitrine.search;

/**
 * How products got their vectors.
 *
 * @param embedded pictures that went through the model
 * @param reused products whose picture had a vector already
 * @param skipped products without a readable picture
 */
record Filled(long embedded, long reused, long skipped) {

    static final Filled NOTHING = new Filled(0, 0, 0);

    long products() {
        return embedded + reused + skipped;
    }

    Filled minus(Filled earlier) {
        return new Filled(embedded - earlier.embedded, reused - earlier.reused, skipped - earlier.skipped);
    }

    Filled plus(Filled other) {
        return new Filled(embedded + other.embedded, reused + other.reused, skipped + other.skipped);
    }
}
