package io.vitrine.catalogue.sample;

import java.util.List;
import java.util.SplittableRandom;

/** The chance in a drawing: everything that varies is thrown here, so that equal seeds draw equal pictures. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number in [low, high). */
    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** {@code value} changed by at most {@code share} of itself. */
    double about(double value, double share) {
        return value * between(1 - share, 1 + share);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A whole number in [0, bound). */
    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    long seed() {
        return random.nextLong();
    }
}
