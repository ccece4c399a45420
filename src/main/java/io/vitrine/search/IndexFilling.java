package io.vitrine.search;

import io.vitrine.catalogue.ProductView;
import io.vitrine.catalogue.Products;
import io.vitrine.encoders.Picture;
import io.vitrine.models.LoadedModel;
import io.vitrine.search.IndexingReport.Skipped;
import io.vitrine.search.PictureDecoder.Decoded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Gives vectors to products that lack one: pages of products, batches of pictures. While the model embeds a batch, the next one is being
 * decoded; every batch is committed, so that an interrupted run loses one at most.
 */
final class IndexFilling {

    private static final int PAGE = 512;
    private static final int BATCH = 64;
    static final int EXAMPLES = 100;

    private final EmbeddingTable table;
    private final LoadedModel model;
    private final Consumer<Filled> checkpoint;
    private final Products catalogue;
    private final MissingVectors missing;
    private final VectorStore vectors;
    private final PictureDecoder decoder;
    private final List<Skipped> examples = new ArrayList<>();
    private long products;
    private long embedded;
    private long skipped;

    /**
     * For one table.
     *
     * @param checkpoint is told between batches what has been done; what it throws ends the run there
     */
    IndexFilling(
            EmbeddingTable table,
            LoadedModel model,
            Consumer<Filled> checkpoint,
            Products catalogue,
            MissingVectors missing,
            VectorStore vectors,
            PictureDecoder decoder) {
        this.table = table;
        this.model = model;
        this.checkpoint = checkpoint;
        this.catalogue = catalogue;
        this.missing = missing;
        this.vectors = vectors;
        this.decoder = decoder;
    }

    /** Fills what lacks a vector among these products. */
    void fill(KeyRange keys) {
        List<Long> page = missing.page(table, keys, PAGE);
        while (!page.isEmpty()) {
            checkpoint.accept(filled());
            fill(catalogue.inOrder(page));
            page = missing.page(table, keys.after(page.getLast()), PAGE);
        }
    }

    /** What has been done since it was made. */
    Filled filled() {
        return new Filled(embedded, products - embedded - skipped, skipped);
    }

    /** The first products that were skipped. */
    List<Skipped> examples() {
        return List.copyOf(examples);
    }

    private void fill(List<ProductView> page) {
        Map<String, List<ProductView>> byPicture = new LinkedHashMap<>();
        for (ProductView product : page) {
            if (product.pictureHash() != null) {
                byPicture
                        .computeIfAbsent(product.pictureHash(), hash -> new ArrayList<>())
                        .add(product);
            }
        }
        Map<String, float[]> known = vectors.ofPictures(table, byPicture.keySet());
        add(known, byPicture);
        List<ProductView> unknown = byPicture.entrySet().stream()
                .filter(picture -> !known.containsKey(picture.getKey()))
                .map(picture -> picture.getValue().getFirst())
                .toList();
        embed(unknown, byPicture);
    }

    private void embed(List<ProductView> unknown, Map<String, List<ProductView>> byPicture) {
        List<CompletableFuture<Decoded>> next = decode(unknown, 0);
        for (int start = 0; start < unknown.size(); start += BATCH) {
            List<Decoded> batch = next.stream().map(CompletableFuture::join).toList();
            next = decode(unknown, start + BATCH);
            add(embed(batch), byPicture);
            batch.stream().filter(each -> each.picture() == null).forEach(each -> skip(each, byPicture));
            checkpoint.accept(filled());
        }
    }

    private List<CompletableFuture<Decoded>> decode(List<ProductView> unknown, int start) {
        if (start >= unknown.size()) {
            return List.of();
        }
        return decoder.start(unknown.subList(start, Math.min(unknown.size(), start + BATCH)), model.preprocessing());
    }

    private Map<String, float[]> embed(List<Decoded> batch) {
        List<Decoded> readable =
                batch.stream().filter(each -> each.picture() != null).toList();
        List<Picture> pictures = readable.stream()
                .map(each -> Objects.requireNonNull(each.picture()))
                .toList();
        float[][] rows = model.embedPictures(pictures);
        Map<String, float[]> byHash = new HashMap<>();
        for (int i = 0; i < rows.length; i++) {
            byHash.put(Objects.requireNonNull(readable.get(i).product().pictureHash()), rows[i]);
        }
        embedded += rows.length;
        return byHash;
    }

    /** Every product with one of these pictures gets its vector. */
    private void add(Map<String, float[]> vectorByPicture, Map<String, List<ProductView>> byPicture) {
        List<VectorRow> rows = new ArrayList<>();
        vectorByPicture.forEach((hash, vector) -> {
            for (ProductView product : byPicture.getOrDefault(hash, List.of())) {
                rows.add(new VectorRow(product.key(), hash, vector));
            }
        });
        vectors.add(table, rows);
        products += rows.size();
    }

    private void skip(Decoded unreadable, Map<String, List<ProductView>> byPicture) {
        String hash = Objects.requireNonNull(unreadable.product().pictureHash());
        List<ProductView> without = byPicture.getOrDefault(hash, List.of());
        for (ProductView product : without) {
            vectors.skip(table, product.key(), hash, unreadable.problem());
            if (examples.size() < EXAMPLES) {
                examples.add(new Skipped(product.id(), unreadable.problem()));
            }
        }
        skipped += without.size();
        products += without.size();
    }
}
