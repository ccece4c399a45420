package io.vitrine.encoders.weights;

import io.vitrine.encoders.EncoderException;
import io.vitrine.encoders.hub.DownloadListener;
import io.vitrine.encoders.hub.HubDownload;
import io.vitrine.encoders.hub.HubReference;
import io.vitrine.encoders.hub.HubSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds published checkpoints in a local directory laid out as {@code <owner>/<name>}, and downloads what is not there.
 *
 * @param source where to download from; null for never
 * @param listener is told of downloads
 */
public record Hub(Path directory, @Nullable HubSource source, DownloadListener listener) {

    /** What of a checkpoint is wanted. */
    public enum Part {
        WEIGHTS,
        TOKENIZER
    }

    /** Takes checkpoints from the directory alone. */
    public Hub(Path directory) {
        this(directory, null, DownloadListener.SILENT);
    }

    /**
     * The checkpoint that a {@code hub:} reference names.
     *
     * @throws EncoderException when the reference is malformed, or the wanted part is neither here nor to be had
     */
    public PublishedCheckpoint resolve(String reference, Part wanted) {
        HubReference parsed = HubReference.parse(reference);
        Path found = parsed.within(directory);
        List<String> missing = missing(found, wanted);
        if (!missing.isEmpty()) {
            if (source == null) {
                throw absent(parsed, missing, "downloading is switched off");
            }
            download(source, parsed, wanted, missing);
        }
        return PublishedCheckpoint.open(found);
    }

    /** The files without which the part is of no use. */
    private static List<String> missing(Path found, Part wanted) {
        List<String> needed = new ArrayList<>(List.of(PublishedCheckpoint.CONFIG));
        Path index = found.resolve(ShardIndex.NAME);
        if (wanted == Part.TOKENIZER) {
            needed.add(PublishedCheckpoint.TOKENIZER);
        } else if (Files.isRegularFile(index) && !Files.isRegularFile(found.resolve(PublishedCheckpoint.WEIGHTS))) {
            needed.addAll(ShardIndex.read(index).shards().keySet());
        } else {
            needed.add(PublishedCheckpoint.WEIGHTS);
        }
        return needed.stream()
                .filter(file -> !Files.isRegularFile(found.resolve(file)))
                .toList();
    }

    private void download(HubSource from, HubReference reference, Part wanted, List<String> missing) {
        Path target = reference.within(directory);
        try (HubDownload download = HubDownload.open(from, reference, target, listener)) {
            for (String file : missing(target, wanted)) { // by now another process may have brought some
                if (!download.fetch(file) && !(file.equals(PublishedCheckpoint.WEIGHTS) && shards(download, target))) {
                    throw absent(reference, List.of(file), "the checkpoint at " + from + " has no such file");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EncoderException("The download of " + reference + " was interrupted", interrupted);
        } catch (IOException e) {
            EncoderException failed =
                    absent(reference, missing, "could not be downloaded from " + from + ": " + e.getMessage());
            failed.initCause(e);
            throw failed;
        }
    }

    private static boolean shards(HubDownload download, Path target) throws IOException, InterruptedException {
        if (!download.fetch(ShardIndex.NAME)) {
            return false;
        }
        for (String shard : ShardIndex.read(target.resolve(ShardIndex.NAME)).missing()) {
            if (!download.fetch(shard)) {
                throw new IOException(ShardIndex.NAME + " names " + shard + ", which the checkpoint does not have");
            }
        }
        return true;
    }

    private EncoderException absent(HubReference reference, List<String> missing, String why) {
        return new EncoderException(reference + " is not in " + directory + " (missing: " + String.join(", ", missing)
                + "), and " + why + "; put it there as " + reference.within(directory)
                + " with config.json, model.safetensors and, for text, tokenizer.json, or allow the download");
    }
}
