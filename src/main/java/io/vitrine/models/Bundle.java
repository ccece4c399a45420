package io.vitrine.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A version that comes with the program, in {@code models/NAME/} on the class path. Its hash stands beside it in
 * {@code models/NAME.sha256}, for to read all of its files takes a second of every start.
 */
record Bundle(String name, List<Resource> files, String hash) {

    /** @throws IllegalStateException when there is none of this name */
    static Bundle named(String name) throws IOException {
        Resource[] found = new PathMatchingResourcePatternResolver().getResources("classpath*:models/" + name + "/*");
        if (found.length == 0) {
            throw new IllegalStateException("vitrine.models.bundled names '" + name
                    + "', but the class path has no models/" + name + "/: name a model that is there, or none");
        }
        List<Resource> files = Arrays.stream(found)
                .sorted(Comparator.comparing(Resource::getFilename))
                .toList();
        Resource told = new ClassPathResource("models/" + name + ".sha256");
        return new Bundle(
                name,
                files,
                told.exists()
                        ? told.getContentAsString(StandardCharsets.US_ASCII).strip()
                        : hashOf(files));
    }

    /** @throws IllegalStateException when the files are not those that the hash was told of */
    void copyTo(Path directory) throws IOException {
        String actual = hashOf(files);
        if (!actual.equals(hash)) {
            throw new IllegalStateException("The files in models/" + name + "/ have the hash " + actual
                    + ", but models/" + name + ".sha256 says " + hash
                    + ": the program is damaged, or the file was not written anew with the model");
        }
        for (Resource file : files) {
            try (InputStream content = file.getInputStream()) {
                Files.copy(content, directory.resolve(Objects.requireNonNull(file.getFilename())));
            }
        }
    }

    /** SHA-256 of each file's name, size and content, in lower-case hexadecimal digits. */
    private static String hashOf(List<Resource> files) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        for (Resource file : files) {
            digest.update((file.getFilename() + " " + file.contentLength() + "\n").getBytes(StandardCharsets.UTF_8));
            try (InputStream content = file.getInputStream()) {
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
