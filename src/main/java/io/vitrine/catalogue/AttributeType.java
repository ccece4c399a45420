package io.vitrine.catalogue;

/** What kind of value an attribute has in a product. */
public enum AttributeType {
    TEXT,

    /** A text that can be read as a number, such as "2012". */
    NUMERIC_TEXT,

    NUMBER,

    /** True or false. */
    BOOLEAN
}
