package io.vitrine.evaluation;

import io.vitrine.evaluation.EvaluationReport.HeldOutNames;
import io.vitrine.evaluation.EvaluationReport.Paper;
import io.vitrine.jobs.JobContext;
import io.vitrine.learning.RetrievalMetrics;
import io.vitrine.learning.RetrievalMetrics.TextToImage;
import io.vitrine.models.LoadedModel;
import io.vitrine.search.IndexRecall.Agreement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Embeds names and counts ranks; the vectors of pictures are those that searches compare with. */
final class Measurement {

    static final int MOST_QUERIES = 2000;
    private static final int MOST_QUERIES_OF_INDEX = 200;
    private static final int BATCH = 64;

    private final LoadedModel model;
    private final EvaluationData data;
    private final int[] heldOut;
    private final JobContext job;

    Measurement(LoadedModel model, EvaluationData data, int[] heldOut, JobContext job) {
        this.model = model;
        this.data = data;
        this.heldOut = heldOut;
        this.job = job;
    }

    /** The held-out pictures choose among the names of all products, too: fewer names would flatter. */
    Paper paper() {
        float[][] names = embed(data.names());
        job.phase("ranking names", "pictures", 0);
        float[][] pictures =
                Arrays.stream(heldOut).mapToObj(i -> data.pictures()[i]).toArray(float[][]::new);
        int[] nameOf = Arrays.stream(heldOut).map(i -> data.nameOf()[i]).toArray();
        return new Paper(
                RetrievalMetrics.imageToText(data.pictures(), names, data.nameOf()),
                RetrievalMetrics.imageToText(pictures, names, nameOf));
    }

    /** @param index asks some of the queries of the approximate index and of all vectors */
    HeldOutNames textToImage(long seed, Function<List<float[]>, Optional<Agreement>> index) {
        QueryResults results = ask(seed);
        int names = Math.toIntExact(data.differentNames(heldOut));
        job.phase("asking the index", "queries", 0);
        List<float[]> some =
                Arrays.stream(results.vectors()).limit(MOST_QUERIES_OF_INDEX).toList();
        return new HeldOutNames(
                names,
                results.figures(),
                results.breakdown(seed),
                index.apply(some).orElse(null));
    }

    /** The means alone; every model is asked the same names. */
    TextToImage figures() {
        return ask(0).figures();
    }

    private QueryResults ask(long seed) {
        List<Integer> names = Arrays.stream(heldOut)
                .map(i -> data.nameOf()[i])
                .distinct()
                .boxed()
                .collect(Collectors.toList());
        Collections.shuffle(names, new Random(seed));
        List<Integer> asked = names.subList(0, Math.min(names.size(), MOST_QUERIES));
        float[][] queries = embed(asked.stream().map(data.names()::get).toList());
        job.phase("ranking pictures", "queries", 0);
        List<int[]> productsByName = data.productsByName();
        List<int[]> relevant = asked.stream().map(productsByName::get).toList();
        List<RetrievalMetrics.Query> found = RetrievalMetrics.perQuery(queries, data.pictures(), relevant);
        return new QueryResults(data, asked, queries, relevant, found);
    }

    private float[][] embed(List<String> texts) {
        job.phase("embedding names", "names", texts.size());
        float[][] vectors = new float[texts.size()][];
        IntStream.iterate(0, start -> start < texts.size(), start -> start + BATCH)
                .forEach(start -> {
                    job.checkpoint();
                    List<String> batch = texts.subList(start, Math.min(texts.size(), start + BATCH));
                    System.arraycopy(model.embedTexts(batch), 0, vectors, start, batch.size());
                    job.advanced(start + batch.size());
                });
        return vectors;
    }
}
