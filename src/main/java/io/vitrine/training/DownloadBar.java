package io.vitrine.training;

import io.vitrine.encoders.hub.DownloadListener;
import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows downloads on the command line: a bar for each file, and once what they wait for; stops them when the signal is given. */
final class DownloadBar implements DownloadListener, AutoCloseable {

    private static final long MEBIBYTE = 1 << 20;

    private final PrintStream out;
    private final StopSignal signal;
    private String shown = "";
    private @Nullable ProgressBar bar;

    DownloadBar(PrintStream out, StopSignal signal) {
        this.out = out;
        this.signal = signal;
    }

    @Override
    public void onBytes(String file, long done, long total) {
        if (bar == null || !shown.equals(file)) {
            close();
            shown = file;
            bar = new ProgressBarBuilder()
                    .setTaskName(file)
                    .setInitialMax(total)
                    .startsFrom(done, Duration.ZERO)
                    .setUnit(" MiB", MEBIBYTE)
                    .build();
        }
        bar.stepTo(done);
        signal.check();
    }

    @Override
    public void onWait(String reason) {
        if (!shown.equals(reason)) {
            close();
            shown = reason;
            out.println(reason);
        }
        signal.check();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
