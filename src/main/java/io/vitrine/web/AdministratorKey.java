package io.vitrine.web;

import io.vitrine.roles.ConditionalOnRole;
import io.vitrine.roles.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The key that allows changes: given, or read from its file, or made at the first start; only its hash is kept in memory. */
@Component
@ConditionalOnRole(Role.WEB)
class AdministratorKey {

    private static final Logger LOG = LoggerFactory.getLogger(AdministratorKey.class);
    private static final int SHORTEST = 16;
    private static final int BYTES = 32;

    private final byte[] hash;
    private final String origin;

    AdministratorKey(WebProperties properties) {
        Path file = properties.adminKeyFile().toAbsolutePath();
        boolean given = !properties.adminKey().isBlank();
        origin = given ? "the one it was started with" : "in " + file;
        String key = given ? properties.adminKey().strip() : keyIn(file);
        if (key.length() < SHORTEST) {
            throw new IllegalStateException(
                    "The administrator's key, " + origin + ", is shorter than " + SHORTEST + " characters.");
        }
        hash = ApiKey.sha256(key);
    }

    /** Compares in a time that does not depend on where two keys differ. */
    boolean matches(String presented) {
        return MessageDigest.isEqual(hash, ApiKey.sha256(presented));
    }

    @EventListener(ApplicationReadyEvent.class)
    void sayWhereItIs() {
        LOG.info("Changes need `Authorization: Bearer <key>`; the administrator's key is {}", origin);
    }

    private static String keyIn(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The administrator's key could not be read from or written to " + file, failure);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, onlyForTheOwner(file))) {
            channel.write(StandardCharsets.US_ASCII.encode(key + "\n"));
        } catch (FileAlreadyExistsException anotherReplicaWasFirst) {
            LOG.debug("The key file was written meanwhile", anotherReplicaWasFirst);
        }
    }

    private static FileAttribute<?>[] onlyForTheOwner(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
