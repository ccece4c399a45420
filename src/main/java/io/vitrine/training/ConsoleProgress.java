package io.vitrine.training;

import io.vitrine.learning.EpochReport;
import io.vitrine.learning.TrainingListener;
import io.vitrine.learning.TrainingProgress;
import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar for pictures that are looked at before, one for steps, one for the evaluation, and one line per epoch; stops the
 * work when the signal is given.
 */
final class ConsoleProgress implements TrainingListener, AutoCloseable {

    private final PrintStream out;
    private final StopSignal signal;
    private String shown = "";
    private @Nullable ProgressBar bar;

    ConsoleProgress(PrintStream out, StopSignal signal) {
        this.out = out;
        this.signal = signal;
    }

    @Override
    public void onLockedPictures(int done, int total) {
        bar("looking at the pictures once", 0, total).stepTo(done);
        signal.check();
    }

    @Override
    public void onStep(TrainingProgress progress) {
        ProgressBar training = bar("training", progress.step() - 1L, progress.totalSteps());
        training.stepTo(progress.step());
        training.setExtraMessage("epoch %d loss %.4f %.1f pairs/s"
                .formatted(progress.epoch(), progress.loss(), progress.pairsPerSecond()));
        signal.check();
    }

    @Override
    public void onEpoch(EpochReport report) {
        out.println();
        out.println(report);
        signal.check();
    }

    /** After each batch of pictures that the evaluation has embedded: how many, of how many. */
    void onEvaluated(int done, int total) {
        bar("evaluation", 0, total).stepTo(done);
        signal.check();
    }

    private ProgressBar bar(String task, long done, long total) {
        if (bar == null || !shown.equals(task)) {
            close();
            shown = task;
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .startsFrom(done, Duration.ZERO)
                    .setUpdateIntervalMillis(1000)
                    .build();
        }
        return bar;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
