package io.vitrine.catalogue;

/** What became of a batch of products. */
record WriteOutcome(int added, int updated, int unchanged) {

    static final WriteOutcome NOTHING = new WriteOutcome(0, 0, 0);

    WriteOutcome plus(WriteOutcome other) {
        return new WriteOutcome(added + other.added, updated + other.updated, unchanged + other.unchanged);
    }

    boolean changedAnything() {
        return added + updated > 0;
    }
}
