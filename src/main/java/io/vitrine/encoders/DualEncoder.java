package io.vitrine.encoders;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.image.ImageArchitecture;
import io.vitrine.encoders.image.ImageTower;
import io.vitrine.encoders.image.Phase;
import io.vitrine.encoders.layers.ProjectionHead;
import io.vitrine.encoders.text.TextTower;
import io.vitrine.encoders.text.TokenBatch;
import io.vitrine.encoders.text.Tokenizer;
import io.vitrine.encoders.weights.LoadedTensors;
import io.vitrine.encoders.weights.WeightLoader;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Two towers into one space: texts and pictures become unit vectors whose inner product says how well they fit.
 *
 * <p>B batch, D dimensions of the space. Not safe for use by several threads at once; one call at a time, on a platform
 * thread of the engine's own pool.
 */
public final class DualEncoder implements AutoCloseable {

    /** The parts of an encoder that may learn at different rates. */
    public enum Part {
        TEXT_TOWER,
        IMAGE_TOWER,
        HEAD,
        LOGIT_SCALE
    }

    static final String TEXT = "text.";
    static final String IMAGE = "image.";
    static final String TEXT_PROJECTION = "text_projection";
    static final String IMAGE_PROJECTION = "image_projection";
    static final String LOGIT_SCALE = "logit_scale";

    /** Bounds the memory of one forward pass; larger requests are cut into pieces. */
    private static final int LARGEST_BATCH = 128;

    private final EncoderSpec spec;
    private final NDManager manager;
    private final Tokenizer tokenizer;
    private final TextTower textTower;
    private final ImageTower imageTower;
    private final ProjectionHead textHead;
    private final ProjectionHead imageHead;
    private final NDArray logitScale; // (1), the natural logarithm of the scale
    private final LoadedTensors loaded;

    /** Builds the towers; {@code manager} passes into this encoder's ownership. */
    DualEncoder(EncoderSpec spec, Path tokenizerFile, WeightLoader weights, NDManager manager) {
        this.spec = spec;
        this.manager = manager;
        this.textTower = TextTower.of(spec.text().architecture(), weights.below(TEXT));
        this.imageTower = ImageTower.of(spec.image().architecture(), weights.below(IMAGE));
        this.textHead = ProjectionHead.load(weights, TEXT_PROJECTION, textTower.width(), spec.dimensions());
        this.imageHead = ProjectionHead.load(weights, IMAGE_PROJECTION, imageTower.width(), spec.dimensions());
        this.logitScale = weights.load(LOGIT_SCALE, 1);
        this.loaded = weights.finish();
        this.tokenizer = new Tokenizer(
                tokenizerFile, spec.text().maxTokens(), spec.text().paddingId());
    }

    /**
     * Opens a trained encoder.
     *
     * @param directory holds {@code encoder.json}, {@code model.safetensors} and {@code tokenizer.json}
     * @throws EncoderException when a file is missing or damaged, or the weights do not fit the architecture
     */
    public static DualEncoder load(Path directory, ComputeDevice device) {
        return EncoderDirectory.load(directory, device, Factors.LEARNING);
    }

    /** The same for an encoder that only embeds and never learns, with weights in a precision that may be the faster one. */
    public static DualEncoder forEmbedding(Path directory, ComputeDevice device, Precision precision) {
        Factors factors = Factors.forEmbedding(precision, device);
        return OwnThread.run(
                () -> EncoderDirectory.load(directory, device, factors)); // rounding uses the engine's threads
    }

    public EncoderSpec spec() {
        return spec;
    }

    /** How pictures become this encoder's input. */
    public Preprocessing preprocessing() {
        return preprocessing(spec);
    }

    /** The same if the encoder read as much of the middle of pictures. */
    public Preprocessing preprocessing(double centerCrop) {
        return preprocessing(spec.withCenterCrop(centerCrop));
    }

    private static Preprocessing preprocessing(EncoderSpec spec) {
        ImageArchitecture architecture = spec.image().architecture();
        return new Preprocessing(
                architecture.height(), architecture.width(), spec.image().window());
    }

    /** Whether the text tower's vocabulary has a word, in lower case, as one piece. */
    public boolean hasWord(String word) {
        return tokenizer.hasWord(word);
    }

    /** Texts → (B, D), each row of unit length. */
    public float[][] embedTexts(List<String> texts) {
        return inPieces(texts, spec.dimensions(), this::textVectors);
    }

    /** Pictures → (B, D), each row of unit length. */
    public float[][] embedPictures(List<Picture> pictures) {
        return inPieces(
                pictures, spec.dimensions(), (piece, scope) -> imageHead.apply(pooled(piece, scope, Phase.EMBEDDING)));
    }

    /** Texts → (B, W), what the text tower of width W says of them; {@link #projectedTexts} takes it from there. */
    public float[][] textFeatures(List<String> texts) {
        return inPieces(texts, textTower.width(), (piece, scope) -> byLength(piece, scope, UnaryOperator.identity()));
    }

    /** Pictures → (B, W), what the image tower of width W says of them; {@link #projectedPictures} takes it from there. */
    public float[][] pictureFeatures(List<Picture> pictures) {
        return inPieces(pictures, imageTower.width(), (piece, scope) -> pooled(piece, scope, Phase.EMBEDDING));
    }

    /** Features of texts (B, W) → (B, D), each row of unit length. */
    public float[][] embedTextFeatures(float[][] features) {
        return inPieces(
                Arrays.asList(features),
                spec.dimensions(),
                (piece, scope) -> projectedTexts(piece.toArray(float[][]::new), scope));
    }

    /** Features of pictures (B, W) → (B, D), each row of unit length. */
    public float[][] embedPictureFeatures(float[][] features) {
        return inPieces(
                Arrays.asList(features),
                spec.dimensions(),
                (piece, scope) -> projectedPictures(piece.toArray(float[][]::new), scope));
    }

    /** Features of texts (B, W) → unit vectors (B, D) in {@code scope}, differentiable in the head alone. */
    public NDArray projectedTexts(float[][] features, NDManager scope) {
        return textHead.apply(scope.create(features));
    }

    /** Features of pictures (B, W) → unit vectors (B, D) in {@code scope}, differentiable in the head alone. */
    public NDArray projectedPictures(float[][] features, NDManager scope) {
        return imageHead.apply(scope.create(features));
    }

    /** One forward pass as a differentiable tensor, for training: (B, D) in {@code scope}. */
    public NDArray textVectors(List<String> texts, NDManager scope) {
        return byLength(texts, scope, textHead::apply);
    }

    private NDArray byLength(List<String> texts, NDManager scope, UnaryOperator<NDArray> head) {
        List<long[]> ids = texts.stream().map(tokenizer::ids).toList();
        return PassesByLength.of(ids, spec.text().paddingId(), scope, pass -> head.apply(pooled(pass, scope)));
    }

    private NDArray pooled(TokenBatch batch, NDManager scope) {
        Shape shape = new Shape(batch.size(), batch.tokens());
        NDArray ids = scope.create(batch.ids(), shape); // (B, T)
        NDArray mask = batch.isPadded() ? scope.create(batch.mask(), shape) : null; // (B, T)
        return textTower.pooled(ids, mask);
    }

    /**
     * One forward pass as a differentiable tensor, for training: (B, D) in {@code scope}. A tower that normalises over the batch does so
     * here, and moves its running statistics.
     */
    public NDArray pictureVectors(List<Picture> pictures, NDManager scope) {
        return imageHead.apply(pooled(pictures, scope, Phase.LEARNING));
    }

    private NDArray pooled(List<Picture> pictures, NDManager scope, Phase phase) {
        ImageArchitecture architecture = spec.image().architecture();
        Shape shape = new Shape(pictures.size(), 3, architecture.height(), architecture.width());
        ByteBuffer batch =
                scope.allocateDirect(Math.toIntExact(shape.size() * Float.BYTES)); // the engine copies any other
        FloatBuffer pixels = batch.asFloatBuffer();
        pictures.forEach(picture -> pixels.put(picture.pixels()));
        return imageTower.pooled(scope.create(batch, shape, DataType.FLOAT32), phase);
    }

    private interface Forward<T> {
        NDArray apply(List<T> piece, NDManager scope);
    }

    private <T> float[][] inPieces(List<T> inputs, int width, Forward<T> forward) {
        List<float[]> rows = new ArrayList<>(inputs.size());
        for (int start = 0; start < inputs.size(); start += LARGEST_BATCH) {
            List<T> piece = inputs.subList(start, Math.min(inputs.size(), start + LARGEST_BATCH));
            try (NDManager scope = manager.newSubManager()) {
                float[] flat = forward.apply(piece, scope).toFloatArray();
                for (int row = 0; row < piece.size(); row++) {
                    rows.add(Arrays.copyOfRange(flat, row * width, (row + 1) * width));
                }
            }
        }
        return rows.toArray(float[][]::new);
    }

    /** What multiplies the inner products before the softmax, {@code exp(logit scale)}; at most 100 after training. */
    public float logitScale() {
        return (float) Math.exp(logitScale.toFloatArray()[0]);
    }

    /** The logarithm of the scale as a learned parameter, (1). */
    public NDArray logitScaleParameter() {
        return logitScale;
    }

    /** Every learned tensor by name, in a fixed order: towers under {@code text.} and {@code image.}, then the heads. */
    public Map<String, NDArray> parameters() {
        return Collections.unmodifiableMap(loaded.parameters());
    }

    /** Every other tensor that belongs to the encoder, by name: running statistics, which no gradient moves. */
    public Map<String, NDArray> buffers() {
        return Collections.unmodifiableMap(loaded.buffers());
    }

    /** The part that a parameter of {@link #parameters()} belongs to. */
    public static Part partOf(String parameter) {
        if (parameter.startsWith(TEXT)) {
            return Part.TEXT_TOWER;
        }
        if (parameter.startsWith(IMAGE)) {
            return Part.IMAGE_TOWER;
        }
        return parameter.equals(LOGIT_SCALE) ? Part.LOGIT_SCALE : Part.HEAD;
    }

    /** Runs work in a scope of native memory that is freed at its end, also when the work fails. */
    public <T> T within(Function<NDManager, T> work) {
        try (NDManager scope = manager.newSubManager()) {
            return work.apply(scope);
        }
    }

    /** The tokenizer's file, to be kept beside the weights. */
    byte[] tokenizerContent() {
        return tokenizer.content();
    }

    @Override
    public void close() {
        tokenizer.close();
        manager.close();
    }
}
