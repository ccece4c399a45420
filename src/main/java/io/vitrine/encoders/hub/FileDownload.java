package io.vitrine.encoders.hub;

import io.vitrine.encoders.hub.HubHttp.Answer;
import io.vitrine.encoders.hub.PartialFile.Content;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Brings one file here in as many attempts as it takes, each going on where the last broke off. */
final class FileDownload {

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final HubHttp http;
    private final HubSource source;
    private final DownloadListener listener;
    private final URI address;
    private final String name;
    private final PartialFile part;

    FileDownload(HubHttp http, HubSource source, DownloadListener listener, URI address, Path target) {
        this.http = http;
        this.source = source;
        this.listener = listener;
        this.address = address;
        this.name = target.getFileName().toString();
        this.part = new PartialFile(target);
    }

    /** What the hub said of the file that is here now, or null when it has no such file. */
    @Nullable
    RemoteFile run() throws IOException, InterruptedException {
        IOException last = new IOException("was never asked for");
        for (int attempt = 1; attempt <= source.attempts(); attempt++) {
            try {
                return attempt();
            } catch (DownloadFailedException hopeless) {
                throw new DownloadFailedException(name + ": " + hopeless.getMessage(), hopeless);
            } catch (IOException failed) {
                last = failed;
                if (attempt < source.attempts()) {
                    pause(attempt, failed);
                }
            }
        }
        String reason = DownloadFailedException.reason(last);
        throw new DownloadFailedException(
                name + ": " + reason + ", in the last of " + source.attempts() + " attempts", last);
    }

    private @Nullable RemoteFile attempt() throws IOException, InterruptedException {
        Content here = part.content();
        if (here != null && part.length() == here.size() && part.finish(here)) {
            return new RemoteFile(here.checksum(), here.size(), null);
        }
        here = part.content();
        long from = here == null ? 0 : part.length();
        try (Answer answer = http.get(address, from, here == null ? null : here.validator())) {
            return take(answer, here, from) ? answer.file() : null;
        }
    }

    /** Takes the file from an answer; false when it says that there is none. */
    private boolean take(Answer answer, @Nullable Content here, long from) throws IOException, InterruptedException {
        switch (answer.status()) {
            case 200 -> receive(answer, content(answer, answer.file().size()), 0);
            case 206 -> receive(answer, continued(answer, here, from), from);
            case 404 -> {
                HubRefusal.requireOnlyTheFileIsMissing(answer.headers());
                return false;
            }
            case 416 -> {
                part.discard();
                throw new IOException("the hub has less of the file than is here already");
            }
            default -> throw HubRefusal.of(answer.status(), answer.headers());
        }
        return true;
    }

    private static Content content(Answer answer, long size) throws DownloadFailedException {
        long sent = answer.headers().firstValueAsLong("Content-Length").orElse(size);
        if (answer.file().checksum() == null || (size < 0 && sent < 0)) {
            throw new DownloadFailedException(
                    "the hub tells neither a checksum nor a size that it could be held against");
        }
        String validator = answer.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .orElse(null);
        return new Content(answer.file().checksum(), size < 0 ? sent : size, validator);
    }

    /** Checks that a part of a file continues what is here. */
    private Content continued(Answer answer, @Nullable Content here, long from) throws IOException {
        String range = answer.headers().firstValue("Content-Range").orElse("");
        if (here != null && continues(answer, here, range, from)) {
            return here;
        }
        part.discard();
        throw new IOException("the file is another one than what is here of it (" + range + ")");
    }

    private static boolean continues(Answer answer, Content here, String range, long from) {
        Checksum told = answer.file().checksum();
        return (told == null || told.equals(here.checksum()))
                && range.equals("bytes " + from + "-" + (here.size() - 1) + "/" + here.size());
    }

    private void receive(Answer answer, Content content, long from) throws IOException, InterruptedException {
        long done = new BodyTransfer(answer.body(), source.patience(), listener, name).to(part, content, from);
        if (!part.finish(content)) {
            throw new IOException(
                    done > content.size()
                            ? "more than its " + content.size() + " bytes came"
                            : "its bytes are not those of checksum "
                                    + content.checksum().hex());
        }
    }

    /** Waits twice as long after each attempt, or as long as the hub asks, but never longer than the longest pause. */
    private void pause(int attempt, IOException failed) throws InterruptedException {
        Duration own = source.pause().multipliedBy(1L << Math.min(attempt - 1, 20));
        Duration asked = failed instanceof HubBusyException busy ? busy.waitFor() : Duration.ZERO;
        Duration longer = asked.compareTo(own) > 0 ? asked : own;
        Duration left = longer.compareTo(source.longestPause()) > 0 ? source.longestPause() : longer;
        while (left.isPositive()) {
            listener.onWait("waiting to ask for " + name + " again: " + DownloadFailedException.reason(failed));
            Duration wait = left.compareTo(HEARTBEAT) < 0 ? left : HEARTBEAT;
            Thread.sleep(wait);
            left = left.minus(wait);
        }
    }
}
