package io.vitrine.learning;

import java.util.List;

/** Follows a training; a listener that throws stops it, and a later run resumes from the last finished epoch. */
public interface TrainingListener {

    /** Before the first update of a run that goes on: what the finished epochs gave. */
    default void onResumption(List<EpochReport> epochs) {}

    /** After each batch of pictures that a locked image tower has looked at, before the first update: how many, of how many. */
    default void onLockedPictures(int done, int total) {}

    /** After each update. */
    void onStep(TrainingProgress progress);

    /** After each epoch, when its checkpoint is on disk. */
    void onEpoch(EpochReport report);
}
