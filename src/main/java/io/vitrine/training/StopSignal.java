package io.vitrine.training;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * Lets Ctrl-C and SIGTERM end a command between two steps of its work. The engine computes outside the virtual machine, which
 * unloads it when it ends: a thread still computing then ends the process by SIGSEGV, which looks like a crash.
 */
final class StopSignal {

    /** Longer than any step on a CPU; after it the process ends however it may. */
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean given;

    private StopSignal() {}

    /**
     * Runs a command until it ends or is told to.
     *
     * @param command is made with the signal that it asks by {@link #check()}
     * @return its exit status; a process that was told to end has the signal's own
     */
    static int run(Function<StopSignal, Callable<Integer>> command, String... arguments) {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::giveAndWait, "stop"));
        try {
            return new CommandLine(command.apply(signal))
                    .setExecutionExceptionHandler((failure, line, parsed) -> {
                        if (failure instanceof Stopped) {
                            sayStopped(System.out);
                            return line.getCommandSpec().exitCodeOnExecutionException();
                        }
                        throw failure;
                    })
                    .execute(arguments);
        } finally {
            signal.ended.countDown();
        }
    }

    /** To be called between steps; throws once the process is told to end. */
    void check() {
        if (given) {
            throw new Stopped();
        }
    }

    private void giveAndWait() {
        given = true;
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sayStopped(PrintStream out) {
        out.println();
        out.println("Stopped. The same command goes on after the last finished epoch.");
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
