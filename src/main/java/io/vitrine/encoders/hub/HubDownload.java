package io.vitrine.encoders.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One checkpoint being downloaded. All its files come from one commit, the one that its revision stood for when the first of
 * them came, also if the download is gone on with days later.
 */
public final class HubDownload implements AutoCloseable {

    private static final String COMMIT = ".commit";

    private final HubSource source;
    private final HubReference reference;
    private final Path directory;
    private final DownloadListener listener;
    private final DownloadLock lock;
    private final HubHttp http;

    private HubDownload(
            HubSource source, HubReference reference, Path directory, DownloadListener listener, DownloadLock lock) {
        this.source = source;
        this.reference = reference;
        this.directory = directory;
        this.listener = listener;
        this.lock = lock;
        this.http = new HubHttp(source);
    }

    /** Waits until no other download goes to the directory, which is made where it is not there. */
    public static HubDownload open(HubSource source, HubReference reference, Path directory, DownloadListener listener)
            throws IOException, InterruptedException {
        try {
            Files.createDirectories(directory);
            return new HubDownload(source, reference, directory, listener, DownloadLock.of(directory, listener));
        } catch (IOException e) {
            throw new DownloadFailedException(
                    "cannot write to " + directory + " (" + DownloadFailedException.reason(e) + ")", e);
        }
    }

    /**
     * Brings a file here that is not here yet.
     *
     * @return whether it is here now; false when the checkpoint has no such file
     */
    public boolean fetch(String file) throws IOException, InterruptedException {
        Path target = directory.resolve(file);
        if (Files.isRegularFile(target)) {
            return true;
        }
        RemoteFile fetched =
                new FileDownload(http, source, listener, source.file(reference, revision(), file), target).run();
        if (fetched != null && fetched.commit() != null && Files.notExists(directory.resolve(COMMIT))) {
            Files.writeString(directory.resolve(COMMIT), Objects.requireNonNull(fetched.commit()));
        }
        return fetched != null;
    }

    private String revision() throws IOException {
        Path commit = directory.resolve(COMMIT);
        if (!Files.isRegularFile(commit)) {
            return reference.revisionOrNewest();
        }
        String pinned = Files.readString(commit, StandardCharsets.US_ASCII).strip();
        if (!pinned.matches("[0-9a-f]{40}")) {
            throw new DownloadFailedException(commit + " holds no commit: delete it and the other files beside it");
        }
        return pinned;
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            http.close();
        }
    }
}
