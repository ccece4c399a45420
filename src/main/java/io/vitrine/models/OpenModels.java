package io.vitrine.models;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.models.ModelLoader.ClosableModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The versions that are open now: each once, closed when its last user has let go of it. */
@Component
final class OpenModels implements DisposableBean {

    /** How many may be open before a search by a further one is refused: the active one and one beside it. */
    private static final int BOUND = 2;

    private final Map<String, OpenModel> open = new HashMap<>();
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
        OpenModel model = joinOpen(name);
        if (model != null) {
            return model;
        }
        synchronized (loading) {
            model = joinOpen(name);
            return model == null ? load(name) : model;
        }
    }

    /**
     * As {@link #acquire}, for whoever may be turned away.
     *
     * @throws TooManyModels when it would have to be opened beside two others
     */
    OpenModel acquireWithinBound(String name) {
        OpenModel model = joinOpen(name);
        if (model != null) {
            return model;
        }
        synchronized (loading) {
            model = joinOpen(name);
            if (model != null) {
                return model;
            }
            synchronized (open) {
                if (open.size() >= BOUND) {
                    throw new TooManyModels(name, new TreeSet<>(open.keySet()));
                }
            }
            return load(name);
        }
    }

    private @Nullable OpenModel joinOpen(String name) {
        synchronized (open) {
            OpenModel model = open.get(name);
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
            open.remove(model.loaded.version());
        }
        close(model);
    }

    private OpenModel load(String name) {
        Path directory = artefacts.directory(registry.artefact(name));
        OpenModel model = new OpenModel(threads.load(() -> loader.load(name, directory)));
        synchronized (open) {
            model.users = 1;
            open.put(name, model);
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

    /** A loaded version and how many use it; the count is guarded by the map's monitor. */
    static final class OpenModel {

        private final ClosableModel loaded;
        private int users;

        private OpenModel(ClosableModel loaded) {
            this.loaded = loaded;
        }

        LoadedModel loaded() {
            return loaded;
        }
    }
}
