package io.vitrine.models;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.errors.InvalidRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** The registry of trained versions. */
@Service
public class Models {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    private final ModelRegistry registry;
    private final ArtefactStore artefacts;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;

    Models(ModelRegistry registry, ArtefactStore artefacts, JsonMapper json, ApplicationEventPublisher events) {
        this.registry = registry;
        this.artefacts = artefacts;
        this.json = json;
        this.events = events;
    }

    /** The newest first. */
    public List<ModelView> all() {
        return registry.all();
    }

    /** @throws ModelNotFound when no version has the name */
    public ModelView get(String name) {
        return registry.get(name);
    }

    public boolean exists(String name) {
        return registry.find(name).isPresent();
    }

    /**
     * The version's files, for reading only: {@code encoder.json}, {@code model.safetensors} and {@code tokenizer.json} are what
     * an encoder is opened from.
     *
     * @throws ModelNotFound when no version has the name
     */
    public Path directory(String name) {
        return artefacts.directory(registry.artefact(get(name).name()));
    }

    /** The version that answers searches, if one has been activated. */
    public Optional<ModelView> active() {
        return registry.active();
    }

    /** Whether the version answers searches, or has done so before. */
    public boolean wasActive(String name) {
        return registry.wasActive(name);
    }

    /**
     * Stores the directory's files and registers them as a version; doing it twice with the same files changes nothing.
     *
     * @param directory holds {@code encoder.json}, {@code model.safetensors}, {@code tokenizer.json} and {@code model-card.json}
     * @throws ModelConflict when other files have the name
     */
    public ModelView register(String name, Path directory) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRequest("name", "must be 1 to 100 of a-z, 0-9, '.', '_' and '-'");
        }
        String artefact = artefacts.putDirectory(directory);
        if (!registry.add(name, artefact, ModelCard.read(directory, json), null)
                && !registry.artefact(name).equals(artefact)) {
            throw ModelConflict.taken(name);
        }
        return get(name);
    }

    /**
     * Deletes a version; its files stay in the artefact store, where others may share them.
     *
     * @throws ModelConflict when it is the active one
     */
    public void delete(String name) {
        get(name);
        if (!registry.delete(name)) {
            throw ModelConflict.active(name);
        }
        events.publishEvent(new ModelDeleted(name));
    }
}
