package io.vitrine.models;

import java.util.UUID;

/** A version that a switch is about to be made to; each attempt has an id of its own. */
record Candidate(UUID id, String model) {}
