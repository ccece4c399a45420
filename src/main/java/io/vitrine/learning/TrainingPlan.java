package io.vitrine.learning;

import io.vitrine.encoders.Precision;
import java.util.List;

/**
 * Everything that determines a training, apart from its data: two runs of one plan on one machine give the same encoder.
 *
 * @param encoder name of the architecture
 * @param epochs passes over the training part; 0 where {@code steps} say how long
 * @param steps updates in all, the last of which may end within a pass; 0 where {@code epochs} say how long
 * @param batchSize pairs per step; every pair is contrasted with all others of its batch
 * @param microBatchSize pairs that pass through the towers at once; a larger batch passes in parts, which takes a second forward pass and
 *     the memory of one part, and its loss is still that of the whole batch
 * @param loss what is made small
 * @param learningRates full rates per part of the encoder
 * @param locked which towers stay as they are
 * @param weightDecay decoupled decay of matrices
 * @param warmUp share of all steps in which the rates rise
 * @param clipNorm largest L2 norm of all gradients together
 * @param weightAverage how much the moving average of the weights keeps of itself in each step, such as 0.99; the average is what is
 *     validated and handed out. 0 hands out the last step's weights
 * @param startShares shares of the start's weights to try in the encoder that is handed out, the rest being the training's; the one with
 *     the highest MRR@10 on the validation part is taken. 0 alone hands out what was trained
 * @param centerCrops how much of a picture's middle the encoder that is handed out may read, as shares of width and height; the one with
 *     the highest MRR@10 on the validation part is taken, the first named without one
 * @param patience epochs without a better MRR@10 on the validation part after which the training ends; the best epoch's encoder is handed
 *     out then. 0 never ends early, and hands out the last epoch's
 * @param precision of the products with weight matrices
 * @param seed of shuffling, captions, augmentation and fresh heads
 * @param split shares of product groups that are held out
 * @param captions how texts are made
 * @param hardNegatives what stands together in a batch
 * @param augmentation how pictures are varied
 */
public record TrainingPlan(
        String encoder,
        int epochs,
        int steps,
        int batchSize,
        int microBatchSize,
        Loss loss,
        LearningRates learningRates,
        Locked locked,
        double weightDecay,
        double warmUp,
        double clipNorm,
        double weightAverage,
        List<Double> startShares,
        List<Double> centerCrops,
        int patience,
        Precision precision,
        long seed,
        Split split,
        Captions captions,
        HardNegatives hardNegatives,
        Augmentation augmentation) {

    /** Full learning rates: text tower, image tower, projection heads, and the logarithm of the logit scale. */
    public record LearningRates(double text, double image, double heads, double logitScale) {}

    /**
     * Which towers stay as they are; their heads learn. What a locked image tower says of a picture is computed once, without augmentation,
     * and what a locked text tower says of a text when it first occurs.
     */
    public record Locked(boolean text, boolean image) {}

    /**
     * Shares of product groups kept from training.
     *
     * @param seed which groups; trainings that go on from one another, or are compared, have the same
     */
    public record Split(double validation, double test, long seed) {}

    /**
     * How texts are made.
     *
     * @param nameShare share of the captions that are the product's name; the others are made of the templates
     * @param wordDropout share of a name's words that a caption leaves out at random
     * @param templates of which one is drawn for each such caption, with slots in braces: an attribute of the catalogue
     *     ({@code "{gender} {baseColour} {articleType}"}), {@code {name}}, or {@code {phrase}} for gender, baseColour and articleType in a
     *     shopper's words. A product without a value for a slot is called by its name
     */
    public record Captions(double nameShare, double wordDropout, List<String> templates) {
        public Captions {
            templates = List.copyOf(templates);
        }

        /** In a shopper's words what is not the name. */
        public Captions(double nameShare, double wordDropout) {
            this(nameShare, wordDropout, List.of("{phrase}"));
        }
    }

    /**
     * What stands together in a batch. Within a run every product has the same value of an attribute, so that telling its pictures apart
     * takes more than knowing that value.
     *
     * @param attribute such as the kind of garment
     * @param run largest number of alike products in a row; 1 shuffles all products alone
     */
    public record HardNegatives(String attribute, int run) {}

    /**
     * Variation that keeps colours true.
     *
     * @param mirror whether half of the pictures are mirrored
     * @param smallestCrop smallest share of width and of height that a random crop keeps, 1 for no crops
     */
    public record Augmentation(boolean mirror, double smallestCrop) {}

    /**
     * The plan that is used where nothing else is said: how the bundled model was trained last, but for its length and precision, and
     * without blends with its start, which need a validation part.
     */
    public static TrainingPlan defaults() {
        return new TrainingPlan(
                "minilm-vit-tiny-160x112",
                5,
                0,
                256,
                256,
                Loss.SOFTMAX,
                new LearningRates(1e-4, 2e-4, 5e-4, 1e-3),
                new Locked(false, false),
                0.05,
                0.05,
                1.0,
                0.995,
                List.of(0.0),
                List.of(1.0, 0.95, 0.9, 0.85),
                0,
                Precision.FLOAT32,
                1,
                new Split(0.04, 0.05, 1),
                new Captions(0.75, 0.2),
                new HardNegatives("articleType", 1),
                new Augmentation(true, 0.65));
    }

    /** Refuses what cannot work, naming the field. */
    public TrainingPlan {
        require(steps >= 0 && steps <= 10_000_000, "steps", "from 0 to 10000000");
        require(epochs >= (steps == 0 ? 1 : 0) && epochs <= 1000, "epochs", "from 1 to 1000");
        if (steps > 0 && epochs > 0) {
            throw new InvalidPlanException(
                    "steps", "must not be given together with epochs: one of them says how long");
        }
        require(batchSize >= 2 && batchSize <= 8192, "batchSize", "from 2 to 8192");
        require(microBatchSize >= 1 && microBatchSize <= 8192, "microBatchSize", "from 1 to 8192");
        require(isRate(learningRates.text()), "learningRates.text", "from 0 to 1");
        require(isRate(learningRates.image()), "learningRates.image", "from 0 to 1");
        require(isRate(learningRates.heads()), "learningRates.heads", "from 0 to 1");
        require(isRate(learningRates.logitScale()), "learningRates.logitScale", "from 0 to 1");
        require(isRate(weightDecay), "weightDecay", "from 0 to 1");
        require(warmUp >= 0 && warmUp < 1, "warmUp", "from 0 to below 1");
        require(clipNorm > 0, "clipNorm", "above 0");
        require(weightAverage >= 0 && weightAverage < 1, "weightAverage", "from 0 to below 1");
        startShares = List.copyOf(startShares);
        require(!startShares.isEmpty() && startShares.size() <= 20, "startShares", "from 1 to 20 shares");
        require(startShares.stream().allMatch(share -> share >= 0 && share < 1), "startShares", "from 0 to below 1");
        centerCrops = List.copyOf(centerCrops);
        require(!centerCrops.isEmpty() && centerCrops.size() <= 20, "centerCrops", "from 1 to 20 shares");
        require(centerCrops.stream().allMatch(crop -> crop > 0 && crop <= 1), "centerCrops", "above 0 to 1");
        require(patience >= 0 && patience <= 1000, "patience", "from 0 to 1000");
        require(split.validation() >= 0 && split.validation() <= 0.5, "split.validation", "from 0 to 0.5");
        require(split.test() >= 0 && split.test() <= 0.4, "split.test", "from 0 to 0.4");
        if (patience > 0 && split.validation() == 0) {
            throw new InvalidPlanException(
                    "patience", "needs a validation part: raise split.validation or set it to 0");
        }
        if (startShares.size() > 1 && split.validation() == 0) {
            throw new InvalidPlanException(
                    "startShares", "needs a validation part to choose by: raise split.validation or give one share");
        }
        require(captions.nameShare() >= 0 && captions.nameShare() <= 1, "captions.nameShare", "from 0 to 1");
        require(captions.wordDropout() >= 0 && captions.wordDropout() < 1, "captions.wordDropout", "from 0 to below 1");
        require(
                !captions.templates().isEmpty() && captions.templates().size() <= 100,
                "captions.templates",
                "from 1 to 100 templates");
        if (!captions.templates().stream().allMatch(Captioning::isTemplate)) {
            throw new InvalidPlanException(
                    "captions.templates", "must each have a slot, such as \"{baseColour} {articleType}\"");
        }
        require(hardNegatives.run() >= 1 && hardNegatives.run() <= 8192, "hardNegatives.run", "from 1 to 8192");
        require(
                augmentation.smallestCrop() > 0 && augmentation.smallestCrop() <= 1,
                "augmentation.smallestCrop",
                "above 0 to 1");
    }

    /** Whole batches of one epoch. */
    int stepsPerEpoch(int products) {
        return products / batchSize;
    }

    /** Updates of the whole training. */
    int totalSteps(int products) {
        return steps > 0 ? steps : epochs * stepsPerEpoch(products);
    }

    /** Epochs of the whole training, the last of which {@code steps} may cut short. */
    int totalEpochs(int products) {
        return steps > 0 ? Math.ceilDiv(steps, Math.max(1, stepsPerEpoch(products))) : epochs;
    }

    private static boolean isRate(double value) {
        return value >= 0 && value <= 1;
    }

    private static void require(boolean condition, String field, String range) {
        if (!condition) {
            throw new InvalidPlanException(field, "must lie in the range " + range);
        }
    }
}
