package io.vitrine.learning;

/** Follows a training; a listener that throws stops it, and a later run resumes from the last finished epoch. */
public interface TrainingListener {

    /** After each update. */
    void onStep(TrainingProgress progress);

    /** After each epoch, when its checkpoint is on disk. */
    void onEpoch(EpochReport report);
}
