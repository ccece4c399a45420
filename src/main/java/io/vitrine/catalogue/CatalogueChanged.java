package io.vitrine.catalogue;

/** Products of the catalogue were added, changed or removed, and the change is committed. */
public record CatalogueChanged(String catalogue) {}
