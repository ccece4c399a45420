package io.vitrine.encoders.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a hub says of a file's content: the SHA-256 of a large file, or of a small one the name that Git gives it, the SHA-1 of
 * {@code blob SIZE\0} and the content. The length of the digits tells which.
 */
record Checksum(String hex) {

    private static final int SHA256_DIGITS = 64;
    private static final int BUFFER = 1 << 16;

    /** The checksum in an entity tag, or null when it holds none. */
    static @Nullable Checksum ofTag(String tag) {
        String hex = tag.replaceFirst("^W/", "").replace("\"", "").toLowerCase(Locale.ROOT);
        return hex.matches("[0-9a-f]{40}|[0-9a-f]{64}") ? new Checksum(hex) : null;
    }

    boolean matches(Path file) throws IOException {
        MessageDigest digest = digest(file);
        try (InputStream input = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).equals(hex);
    }

    private MessageDigest digest(Path file) throws IOException {
        try {
            if (hex.length() == SHA256_DIGITS) {
                return MessageDigest.getInstance("SHA-256");
            }
            MessageDigest git = MessageDigest.getInstance("SHA-1");
            git.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
            return git;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1 and SHA-256", e);
        }
    }
}
