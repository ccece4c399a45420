package io.vitrine.training;

import io.vitrine.learning.EpochReport;
import io.vitrine.learning.TrainingListener;
import io.vitrine.learning.TrainingProgress;
import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A progress bar for pictures that are looked at before, one for steps, and one line per epoch. */
final class ConsoleProgress implements TrainingListener, AutoCloseable {

    private final PrintStream out;
    private @Nullable ProgressBar bar;

    ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onLockedPictures(int done, int total) {
        ProgressBar shown = opened("looking at the pictures once", 0, total);
        shown.stepTo(done);
        if (done == total) {
            close();
            bar = null;
        }
    }

    @Override
    public void onStep(TrainingProgress progress) {
        ProgressBar shown = opened("training", progress.step() - 1L, progress.totalSteps());
        shown.stepTo(progress.step());
        shown.setExtraMessage("epoch %d loss %.4f %.1f pairs/s"
                .formatted(progress.epoch(), progress.loss(), progress.pairsPerSecond()));
    }

    private ProgressBar opened(String task, long done, long total) {
        if (bar == null) {
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
    public void onEpoch(EpochReport report) {
        out.println();
        out.println(report);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
