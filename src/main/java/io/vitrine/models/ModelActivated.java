package io.vitrine.models;

/** Another version answers searches from now on. */
public record ModelActivated(String model, long generation) {}
