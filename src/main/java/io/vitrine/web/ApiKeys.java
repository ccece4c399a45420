package io.vitrine.web;

import io.vitrine.roles.ConditionalOnRole;
import io.vitrine.roles.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * All keys: the administrator's, and those of the file of keys, which is read again whenever it has changed, so that keys are
 * added and taken away without a restart. A file that is wrong prevents the start; one that becomes wrong leaves the keys as they
 * were, and the log says so.
 */
@Component
@ConditionalOnRole(Role.WEB)
class ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
    private static final FileTime NEVER = FileTime.fromMillis(0);

    private final AdministratorKey administrator;
    private final @Nullable Path file;
    private volatile FileTime readAt = NEVER;
    private volatile List<ApiKey> keys = List.of();
    private String complaint = "";

    ApiKeys(AdministratorKey administrator, WebProperties properties) throws IOException {
        this.administrator = administrator;
        this.file = properties.keysFile();
        if (file != null) {
            read(file);
        }
    }

    /** Who presents a key, and what for. */
    record Holder(String name, Set<Scope> scopes) {}

    /** The holder of a key; nobody when it is not valid. Every key is compared, whichever fits. */
    Optional<Holder> holder(String presented) {
        refresh();
        byte[] hash = ApiKey.sha256(presented);
        Holder holder = administrator.matches(presented) ? new Holder("administrator", Set.of(Scope.ADMIN)) : null;
        for (ApiKey key : keys) {
            if (key.matches(hash)) {
                holder = new Holder(key.name(), key.scopes());
            }
        }
        return Optional.ofNullable(holder);
    }

    private synchronized void refresh() {
        try {
            if (file != null && !Files.getLastModifiedTime(file).equals(readAt)) {
                read(file);
                LOG.info("The file of keys {} was read again; it holds {}", file, keys.size());
            }
            complaint = "";
        } catch (IOException | IllegalArgumentException failure) {
            if (!failure.toString().equals(complaint)) { // said once, not at every request
                complaint = failure.toString();
                LOG.error("The file of keys {} is not taken over; the keys stay as they were", file, failure);
            }
        }
    }

    /** @throws IllegalArgumentException naming the line that is wrong */
    private void read(Path path) throws IOException {
        readAt = Files.getLastModifiedTime(path); // before reading: a later change is then noticed
        List<ApiKey> found = new ArrayList<>();
        List<String> lines = Files.readAllLines(path);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    found.add(ApiKey.parse(line));
                } catch (IllegalArgumentException wrong) {
                    throw new IllegalArgumentException(
                            "Line " + (i + 1) + " of the file of keys " + path + " is wrong: " + wrong.getMessage(),
                            wrong);
                }
            }
        }
        keys = List.copyOf(found);
    }
}
