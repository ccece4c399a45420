package io.vitrine.encoders.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vitrine.encoders.hub.FakeHub.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A hub of this machine that stalls, lies and changes its mind. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HubDownloadTests {

    private static final String WEIGHTS = "model.safetensors";
    private static final String CONFIG = "config.json";
    private static final byte[] SMALL = "{\"model_type\":\"bert\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] LARGE = bytes(300_000, 1);
    private static final byte[] CHANGED = bytes(310_000, 2);
    private static final int MIDDLE = 150_000;

    @TempDir
    Path hubs;

    private final FakeHub hub = new FakeHub();

    /** Remembers what it hears, and may end the download. */
    private static final class Ear implements DownloadListener {

        final List<String> reasons = Collections.synchronizedList(new ArrayList<>());
        final List<Long> progress = Collections.synchronizedList(new ArrayList<>());
        long endAt = Long.MAX_VALUE;

        @Override
        public void onBytes(String file, long done, long total) {
            progress.add(done);
            if (done >= endAt) {
                throw new IllegalStateException("ended by the listener");
            }
        }

        @Override
        public void onWait(String reason) {
            reasons.add(reason);
        }
    }

    private final Ear ear = new Ear();

    HubDownloadTests() {
        hub.publish(CONFIG, SMALL);
        hub.publish(WEIGHTS, LARGE);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void brings_small_and_large_files_of_one_commit_and_leaves_nothing_else() throws Exception {
        try (HubDownload download = open(3)) {
            assertThat(download.fetch(CONFIG)).isTrue();
            assertThat(download.fetch(WEIGHTS)).isTrue();
            assertThat(download.fetch("tokenizer.json")).isFalse();
        }

        assertThat(directory().resolve(CONFIG)).hasBinaryContent(SMALL);
        assertThat(directory().resolve(WEIGHTS)).hasBinaryContent(LARGE);
        assertThat(visibleFiles()).containsExactlyInAnyOrder(CONFIG, WEIGHTS);
        assertThat(hub.hubRequests)
                .extracting(Request::path)
                .containsExactly(
                        "/owner/name/resolve/main/config.json",
                        "/api/resolve-cache/owner/name/resolve/main/config.json",
                        "/owner/name/resolve/" + FakeHub.COMMIT + "/model.safetensors",
                        "/owner/name/resolve/" + FakeHub.COMMIT + "/tokenizer.json");
        assertThat(ear.progress).endsWith((long) LARGE.length);
    }

    @Test
    void shows_its_token_to_the_hub_and_never_to_where_the_hub_redirects() throws Exception {
        fetch(WEIGHTS, 1);

        assertThat(hub.hubRequests).extracting(Request::authorization).containsOnly("Bearer secret");
        assertThat(hub.storeRequests)
                .hasSize(1)
                .extracting(Request::authorization)
                .containsOnlyNulls();
    }

    @Test
    void asks_for_the_revision_that_is_named() throws Exception {
        HubReference reference = HubReference.parse("hub:owner/name@v1");
        try (HubDownload download =
                HubDownload.open(hub.source(1), reference, reference.within(hubs), DownloadListener.SILENT)) {
            assertThat(download.fetch(CONFIG)).isTrue();
        }

        assertThat(hub.hubRequests.getFirst().path()).isEqualTo("/owner/name/resolve/v1/config.json");
        assertThat(hubs.resolve("owner/name@v1/config.json")).hasBinaryContent(SMALL);
    }

    @Test
    void goes_on_where_the_connection_was_cut() throws Exception {
        hub.storeFaults.add(FakeHub.cut(MIDDLE));

        fetch(WEIGHTS, 3);

        Request second = hub.storeRequests.get(1);
        assertThat(second.range()).isEqualTo("bytes=" + MIDDLE + "-");
        assertThat(second.ifRange()).isEqualTo(FakeHub.tag(LARGE));
        assertWhole(LARGE);
        assertThat(ear.reasons).anySatisfy(reason -> assertThat(reason).contains(MIDDLE + " of 300000 bytes"));
    }

    @Test
    void goes_on_after_it_was_given_up_and_started_again() throws Exception {
        hub.storeFaults.add(FakeHub.cut(MIDDLE));
        assertFails(WEIGHTS, 1, "after 150000 of 300000 bytes", "1 attempt");
        assertThat(directory().resolve(WEIGHTS)).doesNotExist();

        fetch(WEIGHTS, 1);

        assertThat(hub.storeRequests.get(1).range()).isEqualTo("bytes=" + MIDDLE + "-");
        assertWhole(LARGE);
    }

    @Test
    void gives_up_a_connection_on_which_nothing_comes_and_goes_on_with_another() throws Exception {
        hub.storeFaults.add(hub.stall(MIDDLE));
        hub.hubFaults.add(hub.silence());

        fetch(WEIGHTS, 3);

        assertThat(ear.reasons)
                .anySatisfy(reason -> assertThat(reason).contains("did not answer within 400 ms"))
                .anySatisfy(reason -> assertThat(reason).contains("no byte came for 400 ms"));
        assertWhole(LARGE);
    }

    @Test
    void takes_no_wrong_bytes_but_asks_once_more() throws Exception {
        byte[] wrong = LARGE.clone();
        wrong[MIDDLE] ^= 1;
        hub.storeFaults.add(FakeHub.other(wrong));

        fetch(WEIGHTS, 2);

        assertThat(hub.storeRequests.get(1).range()).isNull();
        assertWhole(LARGE);
    }

    @Test
    void fails_where_the_bytes_stay_wrong_and_keeps_none_of_them() throws Exception {
        byte[] wrong = LARGE.clone();
        wrong[0] ^= 1;
        hub.storeFaults.add(FakeHub.other(wrong));
        hub.storeFaults.add(FakeHub.other(wrong));

        assertFails(WEIGHTS, 2, "model.safetensors", "checksum " + FakeHub.sha256(LARGE), "2 attempts");
        assertThat(visibleFiles()).isEmpty();
    }

    @Test
    void holds_a_small_file_against_the_name_that_git_gives_it() throws Exception {
        hub.hubFaults.add((exchange, content) -> {
            exchange.getResponseHeaders().set("ETag", "W/\"" + FakeHub.gitName(SMALL) + "\"");
            FakeHub.other("{\"model_type\":\"gpt2\"}".getBytes(StandardCharsets.UTF_8))
                    .answer(exchange, content);
        });

        assertFails(CONFIG, 1, "checksum " + FakeHub.gitName(SMALL));

        fetch(CONFIG, 1);
        assertThat(directory().resolve(CONFIG)).hasBinaryContent(SMALL);
    }

    @ParameterizedTest
    @CsvSource({"299999, ended after 299999 of 300000", "300001, more than its 300000 bytes"})
    void takes_no_file_of_another_size(int size, String reason) {
        hub.storeFaults.add(FakeHub.other(Arrays.copyOf(LARGE, size)));

        assertFails(WEIGHTS, 1, reason);
    }

    @Test
    void begins_anew_where_the_server_knows_no_ranges() throws Exception {
        hub.storeFaults.add(FakeHub.cut(MIDDLE));
        hub.storeFaults.add(FakeHub.whole());

        fetch(WEIGHTS, 2);

        assertThat(hub.storeRequests.get(1).range()).isNotNull();
        assertWhole(LARGE);
    }

    @Test
    void begins_anew_where_the_file_has_changed_meanwhile() throws Exception {
        hub.storeFaults.add(FakeHub.cut(MIDDLE));
        assertFails(WEIGHTS, 1, "150000");
        hub.publish(WEIGHTS, CHANGED);

        fetch(WEIGHTS, 1);

        assertThat(hub.storeRequests.get(1).ifRange()).isEqualTo(FakeHub.tag(LARGE));
        assertWhole(CHANGED);
    }

    @Test
    void does_not_join_two_contents_where_the_server_overlooks_that_the_file_has_changed() throws Exception {
        hub.storeFaults.add(FakeHub.cut(MIDDLE));
        assertFails(WEIGHTS, 1, "150000");
        hub.publish(WEIGHTS, CHANGED);
        hub.storeFaults.add(FakeHub::rest);

        fetch(WEIGHTS, 2);

        assertThat(hub.storeRequests.get(2).range()).isNull();
        assertWhole(CHANGED);
    }

    @Test
    void begins_anew_where_the_server_sends_another_range_than_was_asked_for() throws Exception {
        hub.storeFaults.add(FakeHub.cut(MIDDLE));
        hub.storeFaults.add((exchange, content) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-299999/300000");
            exchange.sendResponseHeaders(206, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        hub.storeFaults.add(FakeHub.status(416));

        fetch(WEIGHTS, 4);

        assertWhole(LARGE);
    }

    @Test
    void finishes_a_file_of_which_every_byte_is_here() throws Exception {
        hub.storeFaults.add(FakeHub.cut(MIDDLE));
        assertFails(WEIGHTS, 1, "150000");
        Files.write(directory().resolve(WEIGHTS + ".part"), LARGE);

        fetch(WEIGHTS, 1);

        assertThat(hub.storeRequests).hasSize(1);
        assertWhole(LARGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void asks_no_second_time_where_it_is_refused(int status) {
        hub.hubFaults.add(
                FakeHub.status(status, "X-Error-Code", "GatedRepo", "X-Error-Message", "Access is restricted"));

        assertFails(WEIGHTS, 3, "status " + status, "Access is restricted", "token");
        assertThat(hub.hubRequests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RepoNotFound", "RevisionNotFound"})
    void tells_a_missing_checkpoint_from_a_missing_file(String code) {
        hub.hubFaults.add(FakeHub.status(404, "X-Error-Code", code));

        assertFails(WEIGHTS, 3, code);
        assertThat(hub.hubRequests).hasSize(1);
    }

    @Test
    void waits_as_long_as_a_busy_hub_asks_but_no_longer_than_it_will() throws Exception {
        hub.hubFaults.add(FakeHub.status(429, "Retry-After", "3600"));
        hub.storeFaults.add(FakeHub.status(503, "Retry-After", "Fri, 01 Jan 2100 00:00:00 GMT"));
        long begin = System.nanoTime();

        fetch(WEIGHTS, 3);

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(600), Duration.ofSeconds(20));
        assertWhole(LARGE);
    }

    @Test
    void asks_again_where_the_hub_fails_but_not_for_ever() throws Exception {
        hub.hubFaults.add(FakeHub.status(500));
        hub.storeFaults.add(FakeHub.status(502));
        fetch(WEIGHTS, 3);
        assertWhole(LARGE);

        for (int i = 0; i < 3; i++) {
            hub.hubFaults.add(FakeHub.status(500));
        }
        assertFails(CONFIG, 3, "config.json", "status 500", "3 attempts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/x", "not an address", ""})
    void follows_no_redirect_to_what_is_no_web_server(String location) {
        hub.hubFaults.add((exchange, content) -> FakeHub.redirect(exchange, location, content));

        assertFails(WEIGHTS, 3, "redirects");
        assertThat(hub.hubRequests).hasSize(1);
    }

    @Test
    void does_not_follow_redirects_for_ever() {
        for (int i = 0; i < 20; i++) {
            hub.hubFaults.add((exchange, content) -> FakeHub.redirect(exchange, "/again", content));
        }

        assertFails(WEIGHTS, 1, "redirects more than 5 times");
    }

    @Test
    void takes_no_file_that_it_cannot_hold_against_anything() {
        hub.hubFaults.add(FakeHub.whole());

        assertFails(CONFIG, 3, "checksum");
    }

    @Test
    void ends_when_its_listener_throws_and_goes_on_later() throws Exception {
        ear.endAt = 1;
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> fetch(WEIGHTS, 3));
        long here = Files.size(directory().resolve(WEIGHTS + ".part"));
        assertThat(here).isPositive().isLessThan(LARGE.length);
        ear.endAt = Long.MAX_VALUE;

        fetch(WEIGHTS, 1);

        assertThat(hub.storeRequests.get(1).range()).isEqualTo("bytes=" + here + "-");
        assertWhole(LARGE);
    }

    @Test
    void downloads_once_for_two_that_want_the_same() throws Exception {
        hub.storeFaults.add(FakeHub.cut(MIDDLE)); // so that the second comes while the first pauses
        Callable<Boolean> wanted = () -> {
            try (HubDownload download = open(3)) {
                return download.fetch(WEIGHTS);
            }
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Boolean> one = threads.submit(wanted);
            Future<Boolean> other = threads.submit(wanted);
            assertThat(one.get()).isTrue();
            assertThat(other.get()).isTrue();
        }

        assertThat(hub.storeRequests).hasSize(2);
        assertThat(ear.reasons).anySatisfy(reason -> assertThat(reason).contains("another download"));
        assertWhole(LARGE);
    }

    @Test
    void says_where_it_cannot_write() throws Exception {
        Files.createDirectories(hubs.resolve("owner"));
        Files.writeString(hubs.resolve("owner/name"), "a file");

        assertThatExceptionOfType(DownloadFailedException.class)
                .isThrownBy(() -> open(1).close())
                .withMessageContaining("cannot write to")
                .withMessageContaining("name");
    }

    private Path directory() {
        return hubs.resolve("owner/name");
    }

    private HubDownload open(int attempts) throws IOException, InterruptedException {
        HubReference reference = HubReference.parse("hub:owner/name");
        return HubDownload.open(hub.source(attempts), reference, reference.within(hubs), ear);
    }

    private void fetch(String file, int attempts) throws IOException, InterruptedException {
        try (HubDownload download = open(attempts)) {
            assertThat(download.fetch(file)).isTrue();
        }
    }

    private void assertFails(String file, int attempts, String... words) {
        assertThatExceptionOfType(DownloadFailedException.class)
                .isThrownBy(() -> fetch(file, attempts))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private void assertWhole(byte[] content) throws IOException {
        assertThat(directory().resolve(WEIGHTS)).hasBinaryContent(content);
        assertThat(visibleFiles()).contains(WEIGHTS).noneMatch(file -> file.contains(".part"));
    }

    private List<String> visibleFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }

    private static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
