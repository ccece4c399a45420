package io.vitrine.models;

import io.vitrine.encoders.Picture;
import io.vitrine.encoders.Preprocessing;
import io.vitrine.encoders.ScoreCalibration;
import java.util.List;
import java.util.Optional;

/** A version that is open and can embed; callable from any thread, while the work is done on the engine's own threads. */
public interface LoadedModel {

    /** The version's name. */
    String version();

    /** What the inner products of its vectors mean; empty for a version that was never calibrated. */
    Optional<ScoreCalibration> calibration();

    /** Width of the vectors. */
    int dimensions();

    /**
     * Embeds texts that somebody waits for as unit vectors (B, W), in order. What other callers ask for meanwhile shares a batch
     * with them, and texts that were asked for lately are not embedded again.
     *
     * @throws EngineOverloaded when too many calls wait already
     */
    float[][] embedQueries(List<String> texts);

    /** Embeds texts as unit vectors (B, W), in order; waits as long as it takes, being meant for bulk work. */
    float[][] embedTexts(List<String> texts);

    /** Embeds pictures as unit vectors (B, W), in order; waits as long as it takes, being meant for bulk work. */
    float[][] embedPictures(List<Picture> pictures);

    /**
     * Embeds one picture that somebody waits for as a unit vector.
     *
     * @throws EngineOverloaded when too many calls wait already
     */
    float[] embedPicture(Picture picture);

    /** Whether its vocabulary has a word, in lower case, as one piece; what is put together of pieces is rare, new or misspelt. */
    boolean hasWord(String word);

    /** How pictures become what {@link #embedPictures} takes. */
    Preprocessing preprocessing();
}
