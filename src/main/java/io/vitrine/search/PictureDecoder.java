package io.vitrine.search;

import io.vitrine.catalogue.ProductView;
import io.vitrine.catalogue.Products;
import io.vitrine.encoders.Picture;
import io.vitrine.encoders.Preprocessing;
import io.vitrine.encoders.UnreadablePictureException;
import io.vitrine.errors.InvalidRequest;
import io.vitrine.errors.VitrineException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Reads and decodes pictures on a few threads of its own, while the model embeds the ones before. */
@Component
final class PictureDecoder implements DisposableBean {

    private final Products products;
    private final ExecutorService threads;
    private final int places;
    private final Semaphore free;

    PictureDecoder(Products products, SearchProperties properties) {
        this.products = products;
        this.places = properties.waitingPictures();
        this.free = new Semaphore(places);
        int count = properties.decodingThreads() > 0
                ? properties.decodingThreads()
                : Runtime.getRuntime().availableProcessors();
        this.threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name("picture-decoder-", 0).daemon().factory());
    }

    /** Starts decoding the pictures of these products; {@link CompletableFuture#join} waits for one. */
    List<CompletableFuture<Decoded>> start(List<ProductView> batch, Preprocessing preprocessing) {
        return batch.stream()
                .map(product -> CompletableFuture.supplyAsync(() -> decode(product, preprocessing), threads))
                .toList();
    }

    /**
     * Decodes a picture that somebody waits for; never more at once than there are threads, for each may need much memory.
     *
     * @throws InvalidRequest naming the field when the bytes are no readable picture
     * @throws DecodingOverloaded when too many wait already
     */
    Picture readForQuery(String field, byte[] encoded, Preprocessing preprocessing) {
        if (!free.tryAcquire()) {
            throw new DecodingOverloaded(places);
        }
        try {
            return threads.submit(() -> preprocessing.read(encoded)).get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnreadablePictureException unreadable) {
                throw new InvalidRequest(field, "must be a picture that can be read: " + unreadable.getMessage());
            }
            throw new IllegalStateException("The picture could not be decoded", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a picture", interrupted);
        } finally {
            free.release();
        }
    }

    private Decoded decode(ProductView product, Preprocessing preprocessing) {
        try {
            return new Decoded(product, preprocessing.read(products.picture(product)), "");
        } catch (UnreadablePictureException | VitrineException unreadable) {
            return new Decoded(product, null, String.valueOf(unreadable.getMessage()));
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    /** A product's picture, or null and the reason why there is none. */
    record Decoded(ProductView product, @Nullable Picture picture, String problem) {}
}
