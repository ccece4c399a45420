package io.vitrine.search;

import io.vitrine.catalogue.Products;
import io.vitrine.encoders.Picture;
import io.vitrine.errors.InvalidRequest;
import io.vitrine.models.ActiveModel;
import io.vitrine.models.LoadedModel;
import io.vitrine.search.CaptionResult.Name;
import io.vitrine.search.CaptionResult.Value;
import io.vitrine.search.NearestCaptions.Near;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Tells what a picture shows by the names and attribute values whose vectors lie closest to it, with the active model. */
@Service
class Captions {

    private static final String NAMES = "";

    private final ActiveModel activeModel;
    private final Products products;
    private final PictureDecoder decoder;
    private final CaptionSets sets;
    private final NearestCaptions nearest;

    Captions(
            ActiveModel activeModel,
            Products products,
            PictureDecoder decoder,
            CaptionSets sets,
            NearestCaptions nearest) {
        this.activeModel = activeModel;
        this.products = products;
        this.decoder = decoder;
        this.sets = sets;
        this.nearest = nearest;
    }

    /**
     * @param catalogue null for the default one
     * @throws InvalidRequest when the picture cannot be read, or there is no such catalogue
     * @throws CaptionsNotReady when the catalogue's names are not all embedded yet
     */
    CaptionResult of(byte[] picture, @Nullable String catalogue, int limit) {
        long start = System.nanoTime();
        if (catalogue != null && !products.exists(catalogue)) {
            throw new InvalidRequest("catalogue", "names no catalogue that has products");
        }
        String told = catalogue == null ? products.defaultCatalogue() : catalogue;
        return activeModel.lease(model -> {
            CaptionSet set = sets.find(model.version(), told)
                    .filter(CaptionSet::complete)
                    .orElseThrow(() -> new CaptionsNotReady(told, model.version()));
            return result(set, nearest.nearest(set, embed(picture, model), limit), start);
        });
    }

    private float[] embed(byte[] encoded, LoadedModel model) {
        Picture picture = decoder.readForQuery("image", encoded, model.preprocessing());
        return model.embedPicture(picture);
    }

    private static CaptionResult result(CaptionSet set, Map<String, List<Near>> byAttribute, long start) {
        List<Name> names = byAttribute.getOrDefault(NAMES, List.of()).stream()
                .map(near -> new Name(near.text(), near.score()))
                .toList();
        Map<String, List<Value>> attributes = new LinkedHashMap<>();
        byAttribute.forEach((attribute, values) -> {
            if (!attribute.equals(NAMES)) {
                List<Value> told = values.stream()
                        .map(near -> new Value(near.text(), near.score()))
                        .toList();
                attributes.put(attribute, told);
            }
        });
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new CaptionResult(set.catalogue(), set.model(), took, names, attributes);
    }
}
