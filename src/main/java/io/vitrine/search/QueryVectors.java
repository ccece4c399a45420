package io.vitrine.search;

import io.vitrine.catalogue.ProductView;
import io.vitrine.catalogue.Products;
import io.vitrine.database.SearchReads;
import io.vitrine.encoders.Picture;
import io.vitrine.errors.InvalidRequest;
import io.vitrine.models.LoadedModel;
import io.vitrine.search.Meaning.Photograph;
import io.vitrine.search.Meaning.SimilarTo;
import io.vitrine.search.Meaning.Term;
import io.vitrine.search.Meaning.Terms;
import io.vitrine.search.Meaning.Text;
import io.vitrine.search.VectorQuery.WeightedTerm;
import io.vitrine.stages.Stages;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes one unit vector of what a search looks for. */
@Component
class QueryVectors {

    /** Below this length a sum of weighted unit vectors points nowhere in particular. */
    private static final double SHORTEST = 1e-3;

    private final Products products;
    private final LiveTables tables;
    private final VectorStore vectors;
    private final PictureDecoder decoder;
    private final SearchReads reads;
    private final Stages stages;

    QueryVectors(
            Products products,
            LiveTables tables,
            VectorStore vectors,
            PictureDecoder decoder,
            SearchReads reads,
            Stages stages) {
        this.products = products;
        this.tables = tables;
        this.vectors = vectors;
        this.decoder = decoder;
        this.reads = reads;
        this.stages = stages;
    }

    /** @throws InvalidRequest when the picture cannot be read, the product has none, or the terms cancel one another out */
    VectorQuery of(Meaning meaning, LoadedModel model, EmbeddingTable table) {
        return switch (meaning) {
            case Text text -> VectorQuery.of(model.embedQueries(List.of(text.text()))[0]);
            case Photograph photograph -> VectorQuery.of(embed("image", photograph.encoded(), model));
            case SimilarTo similar -> similarTo(similar.id(), model, table);
            case Terms terms -> sum(terms.terms(), model);
        };
    }

    private VectorQuery similarTo(String id, LoadedModel model, EmbeddingTable table) {
        ProductView product = reads.read(() -> pictured(id, table.catalogue()));
        float[] vector = reads.read(() -> tables.read(table, live -> vectors.ofProduct(live, product.key())))
                .orElseGet(() -> embed("similarTo", products.picture(product), model));
        return VectorQuery.of(vector).without(product.key());
    }

    private ProductView pictured(String id, String catalogue) {
        ProductView product = products.find(catalogue, id)
                .orElseThrow(
                        () -> new InvalidRequest("similarTo", "names no product of catalogue '" + catalogue + "'"));
        if (product.pictureHash() == null) {
            throw new InvalidRequest("similarTo", "names a product that has no picture");
        }
        return product;
    }

    private float[] embed(String field, byte[] encoded, LoadedModel model) {
        Picture picture =
                stages.run("decode the picture", () -> decoder.readForQuery(field, encoded, model.preprocessing()));
        return model.embedPicture(picture);
    }

    private static VectorQuery sum(List<Term> terms, LoadedModel model) {
        float[][] rows = model.embedQueries(terms.stream().map(Term::text).toList());
        float[] sum = new float[model.dimensions()];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += (float) terms.get(i).weight() * rows[i][d];
            }
        }
        double squares = 0;
        for (float value : sum) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        if (length < SHORTEST) {
            throw new InvalidRequest("terms", "cancel one another out: nothing is left to look for");
        }
        for (int d = 0; d < sum.length; d++) {
            sum[d] /= (float) length;
        }
        List<WeightedTerm> parts = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            parts.add(new WeightedTerm(terms.get(i), rows[i], terms.get(i).weight() / length));
        }
        return VectorQuery.of(sum, parts);
    }
}
