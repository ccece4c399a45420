package io.vitrine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.vitrine.stages.Stages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stub's vector of a text holds its length; it embeds a batch for every permit it gets. */
@Timeout(20)
class BatcherTests {

    private static final int PLACES = 6;
    private static final int LARGEST = 4;

    private final ModelProperties properties =
            new ModelProperties(List.of(), 1, 0, PLACES, LARGEST, EmbeddingPrecision.AUTO, 0);
    private final EngineThreads threads = new EngineThreads(properties, new HeapTrimming());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WaitingRoom room = new WaitingRoom(properties, meters, new Stages(ObservationRegistry.NOOP));
    private final Semaphore permits = new Semaphore(0);
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final Batcher<String> batcher = new Batcher<>("stub", "text tower", threads, room, LARGEST, this::vectors);

    private float[][] vectors(List<String> texts) {
        batches.add(texts);
        permits.acquireUninterruptibly();
        if (texts.contains("broken")) {
            throw new IllegalArgumentException("cannot embed " + texts);
        }
        return texts.stream().map(text -> new float[] {text.length()}).toArray(float[][]::new);
    }

    @AfterEach
    void release() {
        permits.release(1000);
        threads.destroy();
    }

    @Test
    void theFirstTextGoesAtOnce() {
        permits.release();
        assertThat(batcher.embed(List.of("red"))).isDeepEqualTo(new float[][] {{3}});
        assertThat(batches).containsExactly(List.of("red"));
        assertThat(room.waiting()).isZero();
    }

    @Test
    void textsThatArriveWhileABatchRunsShareTheNextOne() {
        CompletableFuture<float[][]> first = running("a");
        CompletableFuture<float[][]> second = waiting("bb");
        CompletableFuture<float[][]> third = waiting("ccc");
        permits.release(2);
        assertThat(first.join()).isDeepEqualTo(new float[][] {{1}});
        assertThat(second.join()).isDeepEqualTo(new float[][] {{2}});
        assertThat(third.join()).isDeepEqualTo(new float[][] {{3}});
        assertThat(batches).containsExactly(List.of("a"), List.of("bb", "ccc"));
    }

    @Test
    void aBatchHoldsAtMostTheLargestNumber() {
        CompletableFuture<float[][]> first = running("a");
        List<CompletableFuture<float[][]>> others =
                Stream.of("b", "c", "d", "e", "f").map(this::waiting).toList();
        permits.release(3);
        others.forEach(CompletableFuture::join);
        assertThat(first.join()).hasDimensions(1, 1);
        assertThat(batches).containsExactly(List.of("a"), List.of("b", "c", "d", "e"), List.of("f"));
    }

    @Test
    void manyTextsOfOneCallKeepTheirOrderOverSeveralBatches() {
        List<String> texts = IntStream.range(1, 11).mapToObj("x"::repeat).toList();
        permits.release(3);
        float[][] vectors = batcher.embed(texts);
        assertThat(Stream.of(vectors).map(vector -> (int) vector[0])).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(batches).hasSize(3);
    }

    @Test
    void sameTextsThatWaitAreEmbeddedOnce() {
        CompletableFuture<float[][]> first = running("a");
        List<CompletableFuture<float[][]>> same =
                Stream.of("bb", "bb", "bb").map(this::waiting).toList();
        permits.release(2);
        same.forEach(each -> assertThat(each.join()).isDeepEqualTo(new float[][] {{2}}));
        assertThat(first.join()).hasDimensions(1, 1);
        assertThat(batches).containsExactly(List.of("a"), List.of("bb"));
    }

    @Test
    void beyondTheWaitingRoomACallerIsRefusedAtOnce() {
        CompletableFuture<float[][]> first = running("a");
        List<CompletableFuture<float[][]>> others =
                IntStream.range(0, PLACES).mapToObj(i -> waiting("b" + i)).toList();
        assertThat(meters.get("vitrine.engine.waiting").gauge().value()).isEqualTo(PLACES);
        assertThatThrownBy(() -> batcher.embed(List.of("one too many")))
                .isInstanceOf(EngineOverloaded.class)
                .hasMessageStartingWith("6 calls wait");
        permits.release(3);
        others.forEach(CompletableFuture::join);
        assertThat(first.join()).hasDimensions(1, 1);
        assertThat(room.waiting()).isZero();
        permits.release();
        assertThat(batcher.embed(List.of("now"))).isDeepEqualTo(new float[][] {{3}});
    }

    @Test
    void aFailureOfOneBatchReachesExactlyItsCallers() {
        CompletableFuture<float[][]> first = running("a");
        List<CompletableFuture<float[][]>> failing =
                Stream.of("b", "broken", "c", "d").map(this::waiting).toList();
        CompletableFuture<float[][]> last = waiting("ee");
        permits.release(3);
        failing.forEach(each -> assertThat(each)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(IllegalArgumentException.class));
        assertThat(first.join()).isDeepEqualTo(new float[][] {{1}});
        assertThat(last.join()).isDeepEqualTo(new float[][] {{2}});
    }

    @Test
    void waitingCallersAreToldWhenTheModelCloses() {
        CompletableFuture<float[][]> first = running("a");
        List<CompletableFuture<float[][]>> others =
                Stream.of("b", "c").map(this::waiting).toList();
        batcher.close();
        others.forEach(each -> assertThat(
                        each.handle((answer, failure) -> failure.getCause()).join())
                .isInstanceOf(ModelClosed.class));
        permits.release();
        assertThat(first.join()).as("what runs comes to its end").isDeepEqualTo(new float[][] {{1}});
        assertThatThrownBy(() -> batcher.embed(List.of("d"))).isInstanceOf(ModelClosed.class);
        assertThat(room.waiting()).isZero();
        assertThat(batches).hasSize(1);
    }

    @Test
    void callersAreToldWhenTheEngineIsShutDown() {
        CompletableFuture<float[][]> first = running("a");
        CompletableFuture<float[][]> second = waiting("b");
        threads.destroy();
        permits.release(2);
        assertThat(first.join()).hasDimensions(1, 1);
        assertThat(second.handle((answer, failure) -> failure).join())
                .extracting(Throwable::getCause, THROWABLE)
                .isInstanceOf(ModelClosed.class);
    }

    @Test
    void queriesAndBulkWorkTakeTurns() {
        List<String> order = new CopyOnWriteArrayList<>();
        CompletableFuture<float[][]> first = running("a");
        CompletableFuture<Void> bulk = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 3; i++) {
                threads.call(() -> order.add("bulk after " + batches.size()));
            }
        });
        List<CompletableFuture<float[][]>> queries = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            queries.add(waiting("b" + i));
        }
        permits.release(1000);
        queries.forEach(CompletableFuture::join);
        bulk.join();
        assertThat(first.join()).hasDimensions(1, 1);
        assertThat(order).first().isIn("bulk after 1", "bulk after 2");
        assertThat(batches).hasSize(3);
    }

    /** Embeds the text alone; its batch runs until it gets a permit. */
    private CompletableFuture<float[][]> running(String text) {
        CompletableFuture<float[][]> answer = asked(text);
        await().until(() -> batches.size() == 1);
        return answer;
    }

    private CompletableFuture<float[][]> waiting(String text) {
        int before = room.waiting();
        CompletableFuture<float[][]> answer = asked(text);
        await().until(() -> room.waiting() == before + 1);
        return answer;
    }

    private CompletableFuture<float[][]> asked(String text) {
        return CompletableFuture.supplyAsync(
                () -> batcher.embed(List.of(text)),
                command -> Thread.ofVirtual().start(command));
    }
}
