package io.vitrine.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vitrine.errors.InvalidRequest;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The catalogue's pictures in a few smaller widths, each made when it is first asked for and kept in a bounded memory. */
@Component
class Thumbnails {

    static final List<Integer> WIDTHS = List.of(120, 240, 480);

    private final Pictures pictures;
    private final Cache<Key, byte[]> made;

    /** A large picture needs 200 MB while it is decoded. */
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors());

    Thumbnails(Pictures pictures, CatalogueProperties properties, MeterRegistry meters) {
        this.pictures = pictures;
        this.made = CaffeineCacheMetrics.monitor(
                meters,
                Caffeine.newBuilder()
                        .maximumWeight(properties.thumbnailMemory().toBytes())
                        .weigher((Key key, byte[] thumbnail) -> thumbnail.length)
                        .executor(Runnable::run) // what is too much leaves at once
                        .recordStats()
                        .build(),
                "thumbnails");
    }

    private record Key(String pictureHash, int width) {}

    /** The stored picture as wide as asked, a JPEG or PNG; the picture itself when it is no wider. */
    byte[] of(String pictureHash, int width) {
        byte[] thumbnail = made.get(new Key(pictureHash, width), this::make);
        return thumbnail == null ? pictures.bytes(pictureHash) : thumbnail;
    }

    /** @throws InvalidRequest when it is none of {@link #WIDTHS} */
    static int width(String written) {
        return WIDTHS.stream()
                .filter(width -> Integer.toString(width).equals(written))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest("width", "must be 120, 240 or 480"));
    }

    private byte @Nullable [] make(Key key) {
        byte[] picture = pictures.bytes(key.pictureHash());
        turns.acquireUninterruptibly();
        try {
            return Shrinking.toWidth(picture, key.width());
        } finally {
            turns.release();
        }
    }
}
