package io.vitrine.artefacts;

import java.io.IOException;

/** Replicas that mount the same directory. */
class DirectoryWorkspacesTests extends WorkspacesBehaviour {

    @Override
    DirectoryWorkspaces open(String replica) throws IOException {
        return new DirectoryWorkspaces(directory);
    }
}
