package io.vitrine.training;

import io.vitrine.encoders.Precision;
import io.vitrine.learning.TrainingPlan;
import io.vitrine.learning.TrainingPlan.Augmentation;
import io.vitrine.learning.TrainingPlan.Captions;
import io.vitrine.learning.TrainingPlan.HardNegatives;
import io.vitrine.learning.TrainingPlan.LearningRates;
import java.util.List;

/**
 * The three pairs of towers in the paper's Table 1, each with what the paper reports (image→text over the whole data set, in sample,
 * as shares), and the two ways in which the reproduction trains it.
 */
enum PaperPair {
    BERT_RESNET("BERT + ResNet", "bert-resnet50", "minilm-resnet18", "minilm-resnet18", 0.0074, 0.3451),
    BERT_VIT("BERT + ViT", "bert-vit-b16", "minilm-vit-tiny", "minilm-vit-tiny-128x96", 0.0087, 0.3711),
    GPT2_VIT("GPT-2 + ViT", "gpt2-vit-b16", "gpt2-mini-vit-tiny", "gpt2-mini-vit-tiny-128x96", 0.0000, 0.0010);

    /** How large the towers and their pictures are. */
    enum Size {

        /** Towers and pictures that two cores can afford. */
        COMPACT,

        /** The same towers with larger pictures, for a GPU: the paper's of 224×224 pixels, or our recipe's of 160×112. */
        COMPACT_LARGE_PICTURES,

        /** The paper's own towers and pictures, for a GPU. */
        FULL
    }

    /** How a pair is trained. */
    enum Recipe {

        /** As the paper says: five epochs of batches of 64, the bare names, the pictures as they are. */
        PAPER(
                "the paper's settings",
                5,
                64,
                new Captions(1, 0),
                new HardNegatives("articleType", 1),
                0,
                Precision.FLOAT32,
                new Augmentation(false, 1),
                List.of(1.0)),

        /**
         * Ours: twice as long, with batches twice as large and so as many steps, a tenth of the captions in a shopper's words, slight crops and
         * mirroring, averaged weights, pictures of the photographs' proportions, or nearly; on a CPU smaller ones (ViT 128×96, ResNet 80×64) and
         * products in bfloat16. What regularises needs the length: in three epochs of the same pictures it finds no more than the paper's settings.
         */
        OURS(
                "our recipe",
                10,
                128,
                new Captions(0.9, 0),
                new HardNegatives("articleType", 1),
                0.995,
                Precision.BFLOAT16,
                new Augmentation(true, 0.9),
                TrainingPlan.defaults().centerCrops());

        private final String label;
        private final int epochs;
        private final int batchSize;
        private final Captions captions;
        private final HardNegatives hardNegatives;
        private final double weightAverage;
        private final Precision precision;
        private final Augmentation augmentation;
        private final List<Double> centerCrops;

        Recipe(
                String label,
                int epochs,
                int batchSize,
                Captions captions,
                HardNegatives hardNegatives,
                double weightAverage,
                Precision precision,
                Augmentation augmentation,
                List<Double> centerCrops) {
            this.label = label;
            this.epochs = epochs;
            this.batchSize = batchSize;
            this.captions = captions;
            this.hardNegatives = hardNegatives;
            this.weightAverage = weightAverage;
            this.precision = precision;
            this.augmentation = augmentation;
            this.centerCrops = centerCrops;
        }

        String label() {
            return label;
        }
    }

    /** For towers that start from published weights; fresh heads need larger steps. */
    private static final LearningRates RATES = new LearningRates(1.5e-4, 3e-4, 1e-3, 3e-3);

    /** Towers that start at random need larger steps than published ones. */
    private static final double RATE_FROM_RANDOM = 1e-3;

    private final String label;
    private final String fullSize;
    private final String compact;
    private final String compactOurs;
    private final double accuracy;
    private final double top100Accuracy;

    PaperPair(
            String label, String fullSize, String compact, String compactOurs, double accuracy, double top100Accuracy) {
        this.label = label;
        this.fullSize = fullSize;
        this.compact = compact;
        this.compactOurs = compactOurs;
        this.accuracy = accuracy;
        this.top100Accuracy = top100Accuracy;
    }

    String label() {
        return label;
    }

    double accuracy() {
        return accuracy;
    }

    double top100Accuracy() {
        return top100Accuracy;
    }

    /** Name of the architecture in one of its sizes. */
    String encoder(Recipe recipe, Size size) {
        return switch (size) {
            case COMPACT -> recipe == Recipe.OURS ? compactOurs : compact;
            case COMPACT_LARGE_PICTURES -> compact + (recipe == Recipe.OURS ? "-160x112" : "-224x224");
            case FULL -> fullSize;
        };
    }

    /** What the paper leaves open (rates, decay, warm-up, the optimiser) is the same in both recipes. */
    TrainingPlan plan(Recipe recipe, Size size) {
        TrainingPlan usual = TrainingPlan.defaults();
        return new TrainingPlan(
                encoder(recipe, size),
                recipe.epochs,
                0,
                recipe.batchSize,
                recipe.batchSize,
                usual.loss(),
                rates(size),
                usual.locked(),
                usual.weightDecay(),
                usual.warmUp(),
                usual.clipNorm(),
                recipe.weightAverage,
                usual.startShares(),
                recipe.centerCrops,
                usual.patience(),
                size == Size.COMPACT ? recipe.precision : Precision.FLOAT32,
                usual.seed(),
                usual.split(),
                recipe.captions,
                recipe.hardNegatives,
                recipe.augmentation);
    }

    private LearningRates rates(Size size) {
        boolean randomText = this == GPT2_VIT && size != Size.FULL;
        boolean randomImage = this == BERT_RESNET && size != Size.FULL;
        return new LearningRates(
                randomText ? RATE_FROM_RANDOM : RATES.text(),
                randomImage ? RATE_FROM_RANDOM : RATES.image(),
                RATES.heads(),
                RATES.logitScale());
    }
}
