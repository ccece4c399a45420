package io.vitrine.search;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** As many pictures that were sent with requests wait to be decoded as may. */
final class DecodingOverloaded extends VitrineException {

    DecodingOverloaded(int waiting) {
        super(
                ErrorKind.OVERLOADED,
                "decoding-overloaded",
                waiting + " pictures wait to be decoded already; try again in a moment.");
    }
}
