package io.vitrine.models;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.artefacts.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
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
        Bundle bundle = Bundle.named(name);
        String hash = bundle.hash();
        String free = registry.find(name).isEmpty() || registry.hasBundle(name, hash)
                ? name
                : name + "-" + hash.substring(0, 8);
        if (!registry.hasBundle(free, hash) || !artefacts.contains(registry.artefact(free))) {
            unpack(free, bundle);
        }
        return free;
    }

    private void unpack(String name, Bundle bundle) throws IOException {
        Path directory = Files.createTempDirectory(workspaces.open("bundled-models"), name);
        try {
            bundle.copyTo(directory);
            registry.add(name, artefacts.putDirectory(directory), ModelCard.read(directory, json), bundle.hash());
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }
}
