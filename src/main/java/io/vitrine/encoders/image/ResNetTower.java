package io.vitrine.encoders.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.weights.WeightLoader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ResNet: Deep Residual Learning for Image Recognition (He et al. 2015), with the stride of a bottleneck on its 3×3 convolution (v1.5).
 *
 * <p>B batch, C channels, H × S places. Pooled by the mean over all places after the last stage.
 */
public final class ResNetTower implements ImageTower {

    private static final int CHANNELS = 3;

    private final ResNetConfig config;
    private final Convolution stem;
    private final List<Block> blocks = new ArrayList<>();

    public ResNetTower(ResNetConfig config, WeightLoader weights) {
        this.config = config;
        this.stem = Convolution.load(weights, "embedder.embedder", CHANNELS, config.stemChannels(), 7, 2);
        int in = config.stemChannels();
        for (int stage = 0; stage < config.stageChannels().size(); stage++) {
            int out = config.stageChannels().get(stage);
            for (int block = 0; block < config.stageBlocks().get(stage); block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1; // the stem has halved twice for the first stage
                String name = "encoder.stages." + stage + ".layers." + block;
                blocks.add(Block.load(weights, name, config.block(), in, out, stride));
                in = out;
            }
        }
    }

    @Override
    public NDArray pooled(NDArray pixels, Phase phase) {
        NDArray maps = lastHiddenState(pixels, phase); // (B, C, H, S)
        return maps.reshape(maps.getShape().get(0), width(), -1).mean(new int[] {2}); // (B, C)
    }

    @Override
    public int width() {
        return config.pooledWidth();
    }

    /** What the last stage gives; pixels (B, 3, height, width) → (B, C, ⌈height/2ⁿ⌉, ⌈width/2ⁿ⌉), n = stages + 1. */
    public NDArray lastHiddenState(NDArray pixels, Phase phase) {
        NDArray x = halved(relu(stem.apply(pixels, phase))); // (B, C, ⌈height/4⌉, ⌈width/4⌉)
        for (Block block : blocks) {
            x = block.apply(x, phase);
        }
        return x;
    }

    private static NDArray halved(NDArray x) { // (B, C, H, S) → (B, C, ⌈H/2⌉, ⌈S/2⌉)
        return x.getNDArrayInternal().maxPool(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
    }

    private static NDArray relu(NDArray x) {
        return x.getNDArrayInternal().relu();
    }

    /** A convolution without bias, kernel K × K, and its normalisation; weight (out, in, K, K). */
    private record Convolution(NDArray weight, BatchNorm norm, int stride) {

        static Convolution load(WeightLoader weights, String name, int in, int out, int kernel, int stride) {
            return new Convolution(
                    weights.load(name + ".convolution.weight", out, in, kernel, kernel),
                    BatchNorm.load(weights, name + ".normalization", out),
                    stride);
        }

        NDArray apply(NDArray x, Phase phase) { // (B, in, H, S) → (B, out, ⌈H/stride⌉, ⌈S/stride⌉)
            long kernel = weight.getShape().get(2);
            if (kernel == 1 && stride > 1) {
                return new Convolution(weight, norm, 1).apply(everyOther(x, stride), phase);
            }
            NDArray mapped = x.getNDArrayInternal()
                    .convolution(
                            x,
                            weight,
                            null,
                            new Shape(stride, stride),
                            new Shape(kernel / 2, kernel / 2),
                            new Shape(1, 1),
                            1)
                    .singletonOrThrow();
            return norm.apply(mapped, phase);
        }
    }

    /**
     * What a 1×1 convolution with a stride looks at. The engine's own strided one divides by zero in its backward pass at some
     * sizes (oneDNN 3.7.1), which ends the process.
     */
    private static NDArray everyOther(NDArray x, int stride) { // (B, C, H, S) → (B, C, ⌈H/stride⌉, ⌈S/stride⌉)
        return x.get(new NDIndex(":, :, ::{}, ::{}", stride, stride));
    }

    /** One residual block: convolutions with ReLU between them, plus the input, then ReLU. */
    private record Block(
            List<Convolution> convolutions, @Nullable Convolution shortcut) {

        static Block load(WeightLoader weights, String name, ResNetConfig.Block kind, int in, int out, int stride) {
            Convolution shortcut =
                    in == out && stride == 1 ? null : Convolution.load(weights, name + ".shortcut", in, out, 1, stride);
            List<Convolution> convolutions = switch (kind) {
                case BASIC ->
                    List.of(
                            Convolution.load(weights, name + ".layer.0", in, out, 3, stride),
                            Convolution.load(weights, name + ".layer.1", out, out, 3, 1));
                case BOTTLENECK -> {
                    int inner = out / ResNetConfig.REDUCTION;
                    yield List.of(
                            Convolution.load(weights, name + ".layer.0", in, inner, 1, 1),
                            Convolution.load(weights, name + ".layer.1", inner, inner, 3, stride),
                            Convolution.load(weights, name + ".layer.2", inner, out, 1, 1));
                }
            };
            return new Block(convolutions, shortcut);
        }

        NDArray apply(NDArray x, Phase phase) { // (B, in, H, S) → (B, out, ⌈H/stride⌉, ⌈S/stride⌉)
            NDArray mapped = convolutions.getFirst().apply(x, phase);
            for (Convolution convolution : convolutions.subList(1, convolutions.size())) {
                mapped = convolution.apply(relu(mapped), phase);
            }
            return relu(mapped.add(shortcut == null ? x : shortcut.apply(x, phase)));
        }
    }
}
