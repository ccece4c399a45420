package io.vitrine.search;

/** Which catalogue shall be indexed for which model version. */
record IndexingPlan(String model, String catalogue) {}
