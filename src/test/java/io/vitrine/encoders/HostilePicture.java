package io.vitrine.encoders;

import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A picture that is damaged, dangerous or only odd, and what must come of it.
 *
 * @param size width and height of what is read; empty when it must be refused
 * @param colour of the pixel in the middle; null when it does not matter
 * @param problem words that the refusal must contain; empty when it must be read
 */
public record HostilePicture(
        String name,
        byte[] encoded,
        List<Integer> size,
        @Nullable Color colour,
        String problem) {

    static HostilePicture read(String name, byte[] encoded, int width, int height, @Nullable Color colour) {
        return new HostilePicture(name, encoded, List.of(width, height), colour, "");
    }

    static HostilePicture refused(String name, byte[] encoded, String problem) {
        return new HostilePicture(name, encoded, List.of(), null, problem);
    }

    /** Every kind that is known. */
    public static Stream<HostilePicture> all() {
        return Stream.of(
                        HostilePngs.kinds(),
                        HostileJpegs.kinds(),
                        HostileGifs.kinds(),
                        HostileBitmaps.kinds(),
                        NoPictures.kinds())
                .flatMap(List::stream);
    }

    public boolean isReadable() {
        return !size.isEmpty();
    }

    @Override
    public String toString() {
        return name;
    }
}
