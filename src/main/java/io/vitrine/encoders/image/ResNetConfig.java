package io.vitrine.encoders.image;

import static io.vitrine.encoders.EncoderException.require;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The dimensions of a residual network.
 *
 * @param height height of the pictures it reads, in pixels
 * @param width width of the pictures it reads, in pixels
 * @param stemChannels channels after the first convolution
 * @param block what a stage is made of
 * @param stageChannels channels that each stage gives
 * @param stageBlocks number of blocks in each stage
 */
public record ResNetConfig(
        int height,
        int width,
        int stemChannels,
        @JsonProperty(required = true) Block block,
        @JsonProperty(required = true) List<Integer> stageChannels,
        @JsonProperty(required = true) List<Integer> stageBlocks)
        implements ImageArchitecture {

    /** The kinds of residual block. */
    public enum Block {
        /** Two 3×3 convolutions. */
        @JsonProperty("basic")
        BASIC,
        /** 1×1, 3×3, 1×1, with a quarter of the channels between. */
        @JsonProperty("bottleneck")
        BOTTLENECK
    }

    /** How many times fewer channels there are inside a bottleneck. */
    static final int REDUCTION = 4;

    /**
     * Every convolution's channels come in this unit: the engine's gradients are wrong, and silently so, where it has to fill up a
     * block of 8 or 16 channels (libtorch 2.7.1 with oneDNN 3.7.1 on x86-64). All published networks keep to it.
     */
    private static final int CHANNEL_UNIT = 16;

    public ResNetConfig {
        require(height >= 1, "height", "must be at least 1");
        require(width >= 1, "width", "must be at least 1");
        require(
                stemChannels >= CHANNEL_UNIT && stemChannels % CHANNEL_UNIT == 0,
                "stemChannels",
                "must be a positive multiple of " + CHANNEL_UNIT + ", is " + stemChannels);
        require(block != null, "block", "must be basic or bottleneck");
        int unit = block == Block.BOTTLENECK ? REDUCTION * CHANNEL_UNIT : CHANNEL_UNIT;
        require(!stageChannels.isEmpty(), "stageChannels", "must name one stage at least");
        require(
                stageChannels.stream().allMatch(channels -> channels >= unit && channels % unit == 0),
                "stageChannels",
                "must be positive multiples of " + unit + ", are " + stageChannels);
        require(
                stageBlocks.size() == stageChannels.size()
                        && stageBlocks.stream().allMatch(blocks -> blocks >= 1),
                "stageBlocks",
                "must hold a positive number for each of " + stageChannels.size() + " stages, is " + stageBlocks);
        stageChannels = List.copyOf(stageChannels);
        stageBlocks = List.copyOf(stageBlocks);
    }

    @Override
    public int pooledWidth() {
        return stageChannels.getLast();
    }

    /** Keeps the variance of gradients over a convolution (out, in, K, K) and its ReLU: √(2 / (out·K·K)) (He et al. 2015). */
    @Override
    public double initialDeviation(String name, Shape shape) {
        return Math.sqrt(2.0 / (shape.get(0) * shape.get(2) * shape.get(3)));
    }
}
