package io.vitrine.training;

import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.EncoderDirectory;
import io.vitrine.encoders.EncoderSpec;
import io.vitrine.encoders.hub.HubSource;
import io.vitrine.encoders.weights.Hub;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a training on the command line finds the published weights that it starts from. */
final class HubOptions {

    @Option(names = "--hub", required = true, description = "Directory of published checkpoints, as owner/name.")
    private Path hub = Path.of("");

    @Option(
            names = "--offline",
            description = "Fail where the directory lacks a checkpoint, instead of downloading it.")
    private boolean offline;

    @Option(
            names = "--hub-url",
            defaultValue = "https://huggingface.co",
            description =
                    "Where checkpoints are downloaded from (default: ${DEFAULT-VALUE}); HF_TOKEN authorises there.")
    private URI hubUrl = HubSource.HUGGING_FACE;

    /** An architecture's start, with a progress bar for what must be downloaded. */
    DualEncoder start(EncoderSpec spec, long seed, ComputeDevice device, StopSignal signal) {
        try (DownloadBar bar = new DownloadBar(System.out, signal)) {
            Hub published = new Hub(hub, offline ? null : HubSource.of(hubUrl, token()), bar);
            return EncoderDirectory.start(spec, published, seed, device);
        }
    }

    private static @Nullable String token() {
        String token = System.getenv("HF_TOKEN");
        return token == null || token.isBlank() ? null : token.strip();
    }
}
