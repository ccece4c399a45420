package io.vitrine.search;

/**
 * A text that a picture may be told in.
 *
 * @param attribute the attribute that has this value; empty for a name
 */
record CaptionText(String attribute, String text) {}
