package io.vitrine.models;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.artefacts.Workspaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Registers the versions that come with the program and activates the first when none is; before the active one is opened and any
 * catalogue filled.
 */
@Component
@Order(-2)
final class BundledModels implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(BundledModels.class);

    private final ModelProperties properties;
    private final ModelRegistry registry;
    private final ArtefactStore artefacts;
    private final Workspaces workspaces;
    private final JsonMapper json;

    BundledModels(
            ModelProperties properties,
            ModelRegistry registry,
            ArtefactStore artefacts,
            Workspaces workspaces,
            JsonMapper json) {
        this.properties = properties;
        this.registry = registry;
        this.artefacts = artefacts;
        this.workspaces = workspaces;
        this.json = json;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        registerAll();
    }

    void registerAll() throws IOException {
        List<String> registered = new ArrayList<>();
        for (String name : properties.bundled()) {
            registered.add(register(name));
        }
        if (registry.latestActivation().isEmpty() && !registered.isEmpty()) {
            registry.activate(registered.getFirst());
            log.info("Activated the bundled model {}", registered.getFirst());
        }
    }

    /** A bundle whose name is taken by other files is registered under its name and the start of its hash. */
    private String register(String name) throws IOException {
        List<Resource> files = files(name);
        String hash = hash(files);
        String free = registry.find(name).isEmpty() || registry.hasBundle(name, hash)
                ? name
                : name + "-" + hash.substring(0, 8);
        if (!registry.hasBundle(free, hash) || !artefacts.contains(registry.artefact(free))) {
            unpack(free, files, hash);
        }
        return free;
    }

    private void unpack(String name, List<Resource> files, String hash) throws IOException {
        Path directory = Files.createTempDirectory(workspaces.open("bundled-models"), name);
        try {
            for (Resource file : files) {
                try (InputStream content = file.getInputStream()) {
                    Files.copy(content, directory.resolve(Objects.requireNonNull(file.getFilename())));
                }
            }
            registry.add(name, artefacts.putDirectory(directory), ModelCard.read(directory, json), hash);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static List<Resource> files(String name) throws IOException {
        Resource[] found = new PathMatchingResourcePatternResolver().getResources("classpath:models/" + name + "/*");
        if (found.length == 0) {
            throw new IllegalStateException("vitrine.models.bundled names '" + name
                    + "', but the class path has no models/" + name + "/: name a model that is there, or none");
        }
        return Arrays.stream(found)
                .sorted(Comparator.comparing(Resource::getFilename))
                .toList();
    }

    private static String hash(List<Resource> files) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        for (Resource file : files) {
            digest.update((file.getFilename() + " " + file.contentLength() + "\n").getBytes(StandardCharsets.UTF_8));
            try (InputStream content = file.getInputStream()) {
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
