package io.vitrine.training;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;

/**
 * What a sweep has to do; stored with its job, with everything decided.
 *
 * @param name of the model version that the best trial becomes
 * @param trials in the order in which they take turns
 * @param firstRung epochs after which the first trials are stopped
 * @param keep share of the trials that goes on after each rung; 1 lets all of them train to their end
 */
record SweepOrder(String name, List<Trial> trials, int firstRung, double keep) {

    /**
     * One training of a sweep.
     *
     * @param changes the values that make it differ from the others, by their path in the plan
     */
    record Trial(Map<String, JsonNode> changes, TrainingOrder training) {}

    String catalogue() {
        return trials.getFirst().training().catalogue();
    }

    /** Epochs of a trial that is never stopped. */
    int epochs() {
        return trials.getFirst().training().plan().epochs();
    }

    /**
     * After how many epochs the trials are compared, the last time at their end. A trial's epochs grow from rung to rung as the number
     * of trials shrinks, so that every rung costs about the same (Jamieson and Talwalkar 2016, successive halving).
     */
    List<Integer> rungs() {
        DoubleStream early = keep == 1
                ? DoubleStream.empty()
                : DoubleStream.iterate(firstRung, rung -> rung < epochs(), rung -> rung / keep);
        return DoubleStream.concat(early.map(Math::ceil), DoubleStream.of(epochs()))
                .mapToInt(rung -> (int) rung)
                .distinct()
                .boxed()
                .toList();
    }

    /** How many of some trials go on after a rung. */
    int survivors(int trialsLeft) {
        return Math.max(1, (int) (trialsLeft * keep));
    }
}
