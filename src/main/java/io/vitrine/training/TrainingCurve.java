package io.vitrine.training;

import io.vitrine.learning.EpochReport;
import io.vitrine.learning.TrainingProgress;
import java.util.ArrayList;
import java.util.List;

/**
 * How a training has gone so far, short enough to be sent at every change.
 *
 * @param totalSteps updates of the whole plan
 * @param pairsPerSecond over the running epoch
 * @param loss the curve of the loss, at most {@value MOST_POINTS} points
 * @param epochs what the finished epochs gave
 */
record TrainingCurve(int totalSteps, double pairsPerSecond, List<Point> loss, List<EpochReport> epochs) {

    private static final int MOST_POINTS = 240;

    static final TrainingCurve NOTHING = new TrainingCurve(0, 0, List.of(), List.of());

    /**
     * A part of the curve.
     *
     * @param step the last of its steps, from 1
     * @param steps how many it stands for
     * @param loss their mean
     */
    record Point(int step, int steps, double loss) {

        private Point with(Point next) {
            int together = steps + next.steps;
            return new Point(next.step, together, (loss * steps + next.loss * next.steps) / together);
        }
    }

    /** After one more step. What an earlier run had shown of this step and later ones is dropped: they are being repeated. */
    TrainingCurve with(TrainingProgress progress) {
        List<Point> points = new ArrayList<>(
                loss.stream().filter(point -> point.step < progress.step()).toList());
        Point next = new Point(progress.step(), 1, progress.loss());
        int width = width(progress.totalSteps());
        if (!points.isEmpty() && points.getLast().steps < width) {
            next = points.removeLast().with(next);
        }
        points.add(next);
        return new TrainingCurve(
                progress.totalSteps(),
                progress.pairsPerSecond(),
                List.copyOf(points),
                epochs.stream()
                        .filter(epoch -> epoch.epoch() < progress.epoch())
                        .toList());
    }

    /** After one more epoch. */
    TrainingCurve with(EpochReport epoch) {
        List<EpochReport> all = new ArrayList<>(epochs);
        all.add(epoch);
        return new TrainingCurve(totalSteps, pairsPerSecond, loss, List.copyOf(all));
    }

    /** Where a run goes on that has these epochs behind it. */
    TrainingCurve after(List<EpochReport> finished) {
        return new TrainingCurve(totalSteps, pairsPerSecond, loss, List.copyOf(finished));
    }

    /** Steps to a point. */
    private static int width(int totalSteps) {
        return Math.ceilDiv(totalSteps, MOST_POINTS);
    }
}
