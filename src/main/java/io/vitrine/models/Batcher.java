package io.vitrine.models;

import io.vitrine.models.WaitingRoom.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Embeds together what callers wait for at the same time. The first goes at once; what arrives while a batch runs is the next one.
 * A batch goes to the end of the engine's queue, so that bulk work and queries take turns. Equal items of a batch are embedded once.
 */
final class Batcher<T> {

    private final String version;
    private final String tower;
    private final EngineThreads threads;
    private final WaitingRoom room;
    private final int largest;
    private final Function<List<T>, float[][]> embed;

    /** In the order of arrival; guarded, as everything that changes, by this object's monitor. */
    private final Map<T, Waiting> waiting = new LinkedHashMap<>();

    private boolean scheduled;
    private boolean closed;

    /**
     * Gathers for one tower of a model.
     *
     * @param tower as the stage of being embedded is called
     * @param largest items that a batch has at most
     * @param embed called by one engine thread at a time
     */
    Batcher(
            String version,
            String tower,
            EngineThreads threads,
            WaitingRoom room,
            int largest,
            Function<List<T>, float[][]> embed) {
        this.version = version;
        this.tower = tower;
        this.threads = threads;
        this.room = room;
        this.largest = largest;
        this.embed = embed;
    }

    /**
     * Waits for the items' vectors, which keep their order.
     *
     * @throws EngineOverloaded when too many calls wait already
     * @throws ModelClosed when the model is closed before it has answered
     */
    float[][] embed(List<T> items) {
        float[][] vectors = new float[items.size()][];
        if (items.isEmpty()) {
            return vectors;
        }
        Call call = enter(items);
        try {
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = await(call.answers().get(i));
            }
            return vectors;
        } finally {
            call.place().end();
        }
    }

    private synchronized Call enter(List<T> items) {
        if (closed) {
            throw new ModelClosed(version);
        }
        Place place = room.enter(tower);
        List<CompletableFuture<float[]>> answers = new ArrayList<>();
        for (T item : items) {
            Waiting one = waiting.computeIfAbsent(item, first -> new Waiting());
            one.places.add(place);
            answers.add(one.vector);
        }
        if (!scheduled) {
            schedule();
        }
        return new Call(place, answers);
    }

    private synchronized void schedule() {
        scheduled = !waiting.isEmpty();
        if (scheduled) {
            try {
                threads.submit(this::runBatch);
            } catch (RejectedExecutionException ended) {
                close();
            }
        }
    }

    private void runBatch() {
        Map<T, Waiting> batch = take();
        try {
            if (!batch.isEmpty()) {
                answer(batch, embed.apply(List.copyOf(batch.keySet())));
            }
        } catch (Throwable failure) { // whatever it is, somebody waits to be told
            batch.values().forEach(each -> each.vector.completeExceptionally(failure));
        } finally {
            schedule();
        }
    }

    private static <T> void answer(Map<T, Waiting> batch, float[][] vectors) {
        int row = 0;
        for (Waiting each : batch.values()) {
            each.vector.complete(vectors[row++]);
        }
    }

    private synchronized Map<T, Waiting> take() {
        Map<T, Waiting> batch = new LinkedHashMap<>();
        for (T item : List.copyOf(waiting.keySet()).subList(0, Math.min(largest, waiting.size()))) {
            Waiting one = waiting.remove(item);
            if (one != null) {
                one.leaveRoom();
                batch.put(item, one);
            }
        }
        return batch;
    }

    /** Tells everyone who still waits that there will be no answer; a batch that runs comes to its end. */
    synchronized void close() {
        closed = true;
        for (Waiting each : waiting.values()) {
            each.leaveRoom();
            each.vector.completeExceptionally(new ModelClosed(version));
        }
        waiting.clear();
    }

    private static float[] await(CompletableFuture<float[]> answer) {
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the engine", interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("The engine failed", failure.getCause());
        }
    }

    private record Call(Place place, List<CompletableFuture<float[]>> answers) {}

    /** One item and all calls that want it; a call leaves the room when the first of its items is taken up. */
    private static final class Waiting {

        private final CompletableFuture<float[]> vector = new CompletableFuture<>();
        private final Set<Place> places = new LinkedHashSet<>();

        void leaveRoom() {
            places.forEach(Place::leave);
        }
    }
}
