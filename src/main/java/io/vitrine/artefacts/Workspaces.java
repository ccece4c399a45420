package io.vitrine.artefacts;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Directories for unfinished work, such as a training's checkpoints: written by one process at a time, and found by the next one as they
 * were when last published. Names are 1 to 100 of A-Z, a-z, 0-9, '.', '_' and '-', and begin with none of the last three.
 */
public interface Workspaces {

    /** The workspace as it was published last, or was left here if it never was; made when missing. */
    Path open(String name);

    /** Keeps the files as they are now for whichever replica opens the workspace next; one that breaks off leaves what was kept before. */
    void publish(String name);

    /** Publishes what this process needs no longer, and lets go of its own copy. */
    void handOver(String name);

    /** Deletes the workspace, if there is one. */
    void discard(String name);

    /** Those that can be found here, with the times of their last changes. */
    Map<String, Instant> all();
}
