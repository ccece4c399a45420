package io.vitrine.catalogue;

import io.vitrine.errors.InvalidRequest;
import java.util.regex.Pattern;

/** What a catalogue may be called. */
final class CatalogueName {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

    private CatalogueName() {}

    static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRequest(
                    "catalogue", "must be 1 to 40 characters, each a lowercase letter a-z, a digit or a hyphen");
        }
        return name;
    }
}
