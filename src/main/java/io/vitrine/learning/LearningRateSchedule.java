package io.vitrine.learning;

/**
 * Linear warm-up, then half a cosine down to zero (Loshchilov and Hutter 2016); a pure function of the step.
 *
 * @param warmUpSteps steps until the full rate
 * @param totalSteps steps of the whole training
 */
record LearningRateSchedule(int warmUpSteps, int totalSteps) {

    /** What a group's learning rate is multiplied with in a step (from 0); in (0, 1]. */
    double factor(int step) {
        if (step < warmUpSteps) {
            return (step + 1.0) / warmUpSteps;
        }
        double progress = (step - warmUpSteps + 0.5) / Math.max(1, totalSteps - warmUpSteps);
        return 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress)));
    }
}
