package io.vitrine.search;

import io.vitrine.jobs.JobContext;
import io.vitrine.models.LoadedModel;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Brings the vectors of a catalogue's names and attribute values up to date: embeds what is new, removes what is gone. Every batch is
 * committed, so that an interrupted run loses one at most.
 */
@Component
class CaptionFilling {

    private static final int BATCH = 64;

    private final CaptionSets sets;

    CaptionFilling(CaptionSets sets) {
        this.sets = sets;
    }

    boolean isCurrent(String model, String catalogue) {
        return sets.find(model, catalogue)
                .filter(set -> set.complete() && sets.isCurrent(set))
                .isPresent();
    }

    /** Returns how many texts went through the model. */
    long fill(LoadedModel model, String catalogue, JobContext job) {
        CaptionSet set = sets.findOrCreate(model.version(), catalogue);
        List<CaptionText> missing = sets.missing(set);
        job.phase("embedding names and values", "texts", missing.size());
        for (int start = 0; start < missing.size(); start += BATCH) {
            List<CaptionText> batch = missing.subList(start, Math.min(missing.size(), start + BATCH));
            List<String> texts = batch.stream().map(CaptionText::text).toList();
            sets.add(set, batch, model.embedTexts(texts));
            job.advanced(start + batch.size());
            job.checkpoint();
        }
        sets.removeOutdated(set);
        sets.markComplete(set);
        return missing.size();
    }
}
