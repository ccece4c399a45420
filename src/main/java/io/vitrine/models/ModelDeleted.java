package io.vitrine.models;

/** A version was deleted, and what was made with it is of no use any more. */
public record ModelDeleted(String model) {}
