package io.vitrine.encoders.weights;

import io.vitrine.encoders.EncoderException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds published checkpoints in a local directory laid out as {@code <owner>/<name>}. */
public record Hub(Path directory) {

    private static final String SCHEME = "hub:";

    /**
     * The checkpoint that a {@code hub:} reference names.
     *
     * @throws EncoderException when the reference is malformed or nothing lies there
     */
    public PublishedCheckpoint resolve(String reference) {
        if (!reference.matches(SCHEME + "[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?") || reference.contains("..")) {
            throw new EncoderException("'" + reference + "' is no reference to weights; write hub:owner/name");
        }
        Path found = directory.resolve(reference.substring(SCHEME.length()));
        if (!Files.isDirectory(found)) {
            throw new EncoderException("The weights " + reference + " are not in " + directory + ": put them there as "
                    + found + " with config.json, model.safetensors and, for text, tokenizer.json");
        }
        return PublishedCheckpoint.open(found);
    }
}
