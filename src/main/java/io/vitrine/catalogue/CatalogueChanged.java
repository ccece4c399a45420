package io.vitrine.catalogue;

/**
 * Products of the catalogue were added, changed or removed, by this process or another. It is published within the transaction that
 * changes them, and so to be heard by a {@code TransactionalEventListener}, after the commit.
 */
public record CatalogueChanged(String catalogue) {}
