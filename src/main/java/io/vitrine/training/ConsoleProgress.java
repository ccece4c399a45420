package io.vitrine.training;

import io.vitrine.learning.EpochReport;
import io.vitrine.learning.TrainingListener;
import io.vitrine.learning.TrainingProgress;
import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A progress bar for steps and one line per epoch. */
final class ConsoleProgress implements TrainingListener, AutoCloseable {

    private final PrintStream out;
    private @Nullable ProgressBar bar;

    ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onStep(TrainingProgress progress) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("training")
                    .setInitialMax(progress.totalSteps())
                    .startsFrom(progress.step() - 1L, Duration.ZERO)
                    .setUpdateIntervalMillis(1000)
                    .build();
        }
        bar.stepTo(progress.step());
        bar.setExtraMessage("epoch %d loss %.4f %.1f pairs/s"
                .formatted(progress.epoch(), progress.loss(), progress.pairsPerSecond()));
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
