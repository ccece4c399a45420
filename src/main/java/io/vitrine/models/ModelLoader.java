package io.vitrine.models;

import java.nio.file.Path;

/** Opens a version's files; called on an engine thread. */
interface ModelLoader {

    ClosableModel load(String version, Path directory);

    /** A model that holds native memory until it is closed. */
    interface ClosableModel extends LoadedModel, AutoCloseable {

        @Override
        void close();
    }
}
