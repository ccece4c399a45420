package io.vitrine.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One line of the file of keys: a name, scopes divided by commas, and the SHA-256 of the key in hexadecimal, divided by spaces. The
 * key itself is nowhere.
 */
record ApiKey(String name, Set<Scope> scopes, byte[] hash) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int FIELDS = 3;

    /** @throws IllegalArgumentException saying what is wrong with the line */
    static ApiKey parse(String line) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length != FIELDS
                || !NAME.matcher(fields[0]).matches()
                || !HASH.matcher(fields[2]).matches()) {
            throw new IllegalArgumentException(
                    "it must be a name, scopes divided by commas, and the key's SHA-256 in hexadecimal, divided by spaces");
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String label : fields[1].split(",", -1)) {
            scopes.add(Scope.named(label)
                    .orElseThrow(() ->
                            new IllegalArgumentException("'" + label + "' is no scope; there are " + Scope.labels())));
        }
        return new ApiKey(fields[0], scopes, HexFormat.of().parseHex(fields[2]));
    }

    /** Compares in a time that does not depend on where two keys differ. */
    boolean matches(byte[] presented) {
        return MessageDigest.isEqual(hash, presented);
    }

    static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
