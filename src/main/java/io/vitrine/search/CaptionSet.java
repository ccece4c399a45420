package io.vitrine.search;

/** The texts of one catalogue that a picture may be told in, with their vectors by one model version. */
record CaptionSet(long id, String model, String catalogue, boolean complete) {}
