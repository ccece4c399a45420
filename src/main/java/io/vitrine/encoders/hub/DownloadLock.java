package io.vitrine.encoders.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Lets one download at a time into a directory, also among processes; the lock of a process that died is free. */
final class DownloadLock implements AutoCloseable {

    private static final String FILE = ".download-lock";
    private static final long RETRY_MILLIS = 500;

    private final FileChannel channel;

    private DownloadLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until the directory is free; the listener is told, and may end the waiting. */
    static DownloadLock of(Path directory, DownloadListener listener) throws IOException, InterruptedException {
        FileChannel channel =
                FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            while (taken(channel) == null) {
                listener.onWait("waiting for another download to " + directory);
                Thread.sleep(RETRY_MILLIS);
            }
            return new DownloadLock(channel);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static @Nullable FileLock taken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException byThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
