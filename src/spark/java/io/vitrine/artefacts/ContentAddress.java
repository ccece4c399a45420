package io.vitrine.artefacts;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;

/** Under which hash the service will store something that it does not have yet. */
@NullMarked
public final class ContentAddress {

    private ContentAddress() {}

    /** Of a file with this content, such as a product's picture. */
    public static String of(byte[] content) {
        return ContentFiles.hash(content);
    }

    /** Of all files below a directory together, such as a model. */
    public static String ofDirectory(Path directory) throws IOException {
        return ContentFiles.hash(
                DirectoryManifest.of(directory, ContentFiles::hash).bytes());
    }
}
