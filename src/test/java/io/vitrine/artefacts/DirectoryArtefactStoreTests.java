package io.vitrine.artefacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DirectoryArtefactStoreTests extends ArtefactStoreBehaviour {

    @Override
    DirectoryArtefactStore open(Path data) throws IOException {
        return new DirectoryArtefactStore(data);
    }

    @Test
    void filesLieUnderTheFirstDigitsOfTheirHashes() {
        store.put("abc".getBytes(UTF_8));

        assertThat(store.path(ABC)).hasParentRaw(directory.resolve("data/artefacts/ba"));
    }

    @Test
    void itTellsWhatItHolds() throws IOException {
        String another = store.put("another".getBytes(UTF_8));
        store.put("abc".getBytes(UTF_8));

        open(directory.resolve("data")).hashes(hashes -> assertThat(hashes).containsExactlyInAnyOrder(ABC, another));
    }
}
