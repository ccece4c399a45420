package io.vitrine.encoders.hub;

import io.vitrine.encoders.EncoderException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a published checkpoint: {@code hub:owner/name}, or {@code hub:owner/name@revision} where it must be a certain one.
 *
 * @param name the owner and the name, or the name alone
 * @param revision a branch, tag or commit; null for the newest
 */
public record HubReference(String name, @Nullable String revision) {

    private static final String WORD = "[A-Za-z0-9_][A-Za-z0-9._-]*";
    private static final Pattern SYNTAX = Pattern.compile("hub:(" + WORD + "(?:/" + WORD + ")?)(?:@(" + WORD + "))?");
    private static final String NEWEST = "main";

    /**
     * Reads a reference.
     *
     * @throws EncoderException when it is malformed
     */
    public static HubReference parse(String reference) {
        Matcher parts = SYNTAX.matcher(reference);
        if (!parts.matches() || reference.contains("..")) {
            throw new EncoderException(
                    "'" + reference + "' is no reference to weights; write hub:owner/name or hub:owner/name@revision");
        }
        return new HubReference(parts.group(1), parts.group(2));
    }

    /** Where the checkpoint lies in a directory of checkpoints; each revision that is asked for lies apart. */
    public Path within(Path directory) {
        return directory.resolve(revision == null ? name : name + "@" + revision);
    }

    String revisionOrNewest() {
        return revision == null ? NEWEST : revision;
    }

    @Override
    public String toString() {
        return "hub:" + name + (revision == null ? "" : "@" + revision);
    }
}
