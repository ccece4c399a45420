package io.vitrine.catalogue.sample;

/** Whom a product is cut for. */
enum Gender {
    MEN("Men"),
    WOMEN("Women"),
    BOYS("Boys"),
    GIRLS("Girls"),
    UNISEX("Unisex");

    private final String label;

    Gender(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean isChild() {
        return this == BOYS || this == GIRLS;
    }

    /** Cut with a waist: for women and girls. */
    boolean isFitted() {
        return this == WOMEN || this == GIRLS;
    }
}
