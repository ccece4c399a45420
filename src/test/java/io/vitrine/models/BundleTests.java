package io.vitrine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTests {

    @TempDir
    Path directory;

    @Test
    void theBundledModelHasTheHashThatStandsBesideIt() throws IOException {
        Bundle.named("vitrine-mini-4").copyTo(directory);

        assertThat(directory).isDirectoryContaining("glob:**model.safetensors");
    }

    @Test
    void oneWithoutAHashBesideItIsRead() throws IOException {
        Bundle bundle = Bundle.named("stub-a");

        assertThat(bundle.hash()).matches("[0-9a-f]{64}");
        bundle.copyTo(directory);
        assertThat(directory).isDirectoryContaining("glob:**encoder.json");
    }

    @Test
    void filesOfAnotherHashAreNotTakenForTheModel() throws IOException {
        Bundle bundle = Bundle.named("stub-a");
        Bundle damaged = new Bundle(bundle.name(), bundle.files(), "0".repeat(64));

        assertThatIllegalStateException()
                .isThrownBy(() -> damaged.copyTo(directory))
                .withMessageContainingAll("stub-a", bundle.hash());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aNameThatIsNotThereEndsTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Bundle.named("nobody"))
                .withMessageContaining("vitrine.models.bundled names 'nobody'");
    }
}
