package io.vitrine.models;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.models.ModelLoader.ClosableModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The versions that are open now: each once, closed when its last user has let go of it. */
@Component
final class OpenModels implements DisposableBean {

    /** How many may be open before a search by a further one is refused: the active one and one beside it. */
    private static final int BOUND = 2;

    private final Map<Source, OpenModel> open = new HashMap<>();
    /** Held while a model is being opened, which those who use open ones do not wait for. */
    private final Object loading = new Object();

    private final ModelRegistry registry;
    private final ArtefactStore artefacts;
    private final ModelLoader loader;
    private final EngineThreads threads;

    OpenModels(ModelRegistry registry, ArtefactStore artefacts, ModelLoader loader, EngineThreads threads) {
        this.registry = registry;
        this.artefacts = artefacts;
        this.loader = loader;
        this.threads = threads;
    }

    /**
     * Opens the version, or joins those who have it open; every call needs a {@link #release}.
     *
     * @throws ModelNotFound when no version has the name
     */
    OpenModel acquire(String name) {
        return acquire(name, Integer.MAX_VALUE);
    }

    /**
     * As {@link #acquire(String)}, for whoever may be turned away.
     *
     * @throws TooManyModels when it would have to be opened beside two others
     */
    OpenModel acquireWithinBound(String name) {
        return acquire(name, BOUND);
    }

    private OpenModel acquire(String name, int bound) {
        Source source = source(name);
        OpenModel model = joinOpen(source);
        if (model != null) {
            return model;
        }
        synchronized (loading) {
            model = joinOpen(source);
            if (model == null) {
                requireRoom(name, bound);
                model = load(source);
            }
            return model;
        }
    }

    private void requireRoom(String name, int bound) {
        synchronized (open) {
            if (open.size() >= bound) {
                throw new TooManyModels(
                        name,
                        open.keySet().stream().map(Source::version).sorted().toList());
            }
        }
    }

    /** Whether the model's name still stands for the files it was opened from: any process may delete it, and give it to others. */
    boolean isCurrent(OpenModel model) {
        return registry.findArtefact(model.source.version())
                .filter(model.source.artefact()::equals)
                .isPresent();
    }

    private Source source(String name) {
        return new Source(name, registry.artefact(name));
    }

    private @Nullable OpenModel joinOpen(Source source) {
        synchronized (open) {
            OpenModel model = open.get(source);
            if (model != null) {
                model.users++;
            }
            return model;
        }
    }

    /** Joins those who have the model open, unless the last one has just left. */
    boolean join(OpenModel model) {
        synchronized (open) {
            if (model.users == 0) {
                return false;
            }
            model.users++;
            return true;
        }
    }

    void release(OpenModel model) {
        synchronized (open) {
            model.users--;
            if (model.users > 0) {
                return;
            }
            open.remove(model.source);
        }
        close(model);
    }

    private OpenModel load(Source source) {
        Path directory = artefacts.directory(source.artefact());
        OpenModel model = new OpenModel(source, threads.load(() -> loader.load(source.version(), directory)));
        synchronized (open) {
            model.users = 1;
            open.put(source, model);
        }
        return model;
    }

    private void close(OpenModel model) {
        threads.call(() -> {
            model.loaded.close();
            return model;
        });
    }

    @Override
    public void destroy() {
        synchronized (open) {
            open.values().forEach(this::close);
            open.clear();
        }
    }

    /** A version and the hash of its files, for another version may get the name of one that was deleted. */
    private record Source(String version, String artefact) {}

    /** A loaded version and how many use it; the count is guarded by the map's monitor. */
    static final class OpenModel {

        private final Source source;
        private final ClosableModel loaded;
        private int users;

        private OpenModel(Source source, ClosableModel loaded) {
            this.source = source;
            this.loaded = loaded;
        }

        LoadedModel loaded() {
            return loaded;
        }
    }
}
