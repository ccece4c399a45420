package io.vitrine.encoders.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Behaves as Hugging Face's hub does: small files come from the hub itself after a redirect within it, weights after one to another
 * server, whose answers carry other entity tags. Faults take the place of the next answers.
 */
public final class FakeHub implements AutoCloseable {

    public static final String COMMIT = "607a30d783dfa663caf39e06633721c8d4cfcd7e";

    private static final String CACHE = "/api/resolve-cache";

    /** One answer in place of the usual. */
    public interface Fault {
        void answer(HttpExchange exchange, byte[] content) throws IOException;
    }

    /** What a server was asked. */
    public record Request(
            String path,
            @Nullable String range,
            @Nullable String ifRange,
            @Nullable String authorization) {}

    public final Deque<Fault> hubFaults = new ConcurrentLinkedDeque<>();
    public final Deque<Fault> storeFaults = new ConcurrentLinkedDeque<>();
    public final List<Request> hubRequests = new CopyOnWriteArrayList<>();
    public final List<Request> storeRequests = new CopyOnWriteArrayList<>();

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer hub = server(this::hubAnswer);
    private final HttpServer store = server(this::storeAnswer);

    private HttpServer server(HttpHandler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/", handler);
            server.setExecutor(threads);
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Publishes a file of the checkpoint {@code owner/name}. */
    public void publish(String file, byte[] content) {
        files.put(file, content);
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
    }

    /** A hurried source, which waits milliseconds where the usual one waits seconds. */
    public HubSource source(int attempts) {
        return new HubSource(
                base(), "secret", Duration.ofMillis(400), attempts, Duration.ofMillis(10), Duration.ofMillis(300));
    }

    private void hubAnswer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        hubRequests.add(request(exchange));
        String file = path.substring(path.lastIndexOf('/') + 1);
        byte[] content = files.get(file);
        Fault fault = hubFaults.poll();
        if (fault != null) {
            fault.answer(exchange, content == null ? new byte[0] : content);
        } else if (content == null
                || !path.matches("(" + CACHE + ")?/owner/name/resolve/(main|v1|" + COMMIT + ")/.*")) {
            exchange.getResponseHeaders().set("X-Error-Code", "EntryNotFound");
            empty(exchange, 404);
        } else if (file.endsWith(".safetensors")) {
            redirect(exchange, "http://127.0.0.1:" + store.getAddress().getPort() + "/blobs/" + file, content);
        } else if (path.startsWith(CACHE)) {
            exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
            exchange.getResponseHeaders().set("ETag", "\"" + gitName(content) + "\"");
            send(exchange, 200, content, 0, content.length);
        } else {
            exchange.getResponseHeaders().set("Location", CACHE + path);
            empty(exchange, 307);
        }
    }

    /** Redirects as the hub does to where a large file is. */
    public static void redirect(HttpExchange exchange, String location, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
        exchange.getResponseHeaders().set("X-Linked-Size", Integer.toString(content.length));
        exchange.getResponseHeaders().set("X-Linked-ETag", "\"" + sha256(content) + "\"");
        exchange.getResponseHeaders().set("ETag", "\"of-the-redirect-itself\"");
        empty(exchange, 302);
    }

    private void storeAnswer(HttpExchange exchange) throws IOException {
        Request request = request(exchange);
        storeRequests.add(request);
        String path = exchange.getRequestURI().getPath();
        byte[] content = Objects.requireNonNull(files.get(path.substring(path.lastIndexOf('/') + 1)));
        Fault fault = storeFaults.poll();
        if (fault != null) {
            fault.answer(exchange, content);
            return;
        }
        exchange.getResponseHeaders().set("ETag", tag(content));
        boolean same = request.ifRange() == null || request.ifRange().equals(tag(content));
        if (request.range() != null && same) {
            rest(exchange, content);
        } else {
            send(exchange, 200, content, 0, content.length);
        }
    }

    /** Sends what a request with a range asked for, whatever it believes to have. */
    public static void rest(HttpExchange exchange, byte[] content) throws IOException {
        String range = Objects.requireNonNull(exchange.getRequestHeaders().getFirst("Range"));
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= content.length) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
            empty(exchange, 416);
            return;
        }
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        send(exchange, 206, content, from, content.length);
    }

    /** Promises all and breaks off in the middle. */
    public static Fault cut(int after) {
        return (exchange, content) -> {
            exchange.getResponseHeaders().set("ETag", tag(content));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, after);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** Sends a beginning and then nothing more, without ending the connection. */
    public Fault stall(int after) {
        return (exchange, content) -> {
            exchange.getResponseHeaders().set("ETag", tag(content));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, after);
            exchange.getResponseBody().flush();
            untilClosed();
        };
    }

    /** Takes the request and never answers. */
    public Fault silence() {
        return (exchange, content) -> untilClosed();
    }

    private void untilClosed() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static Fault status(int status, String... headers) {
        return (exchange, content) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            empty(exchange, status);
        };
    }

    /** Sends other bytes than the checkpoint has. */
    public static Fault other(byte[] bytes) {
        return (exchange, content) -> send(exchange, 200, bytes, 0, bytes.length);
    }

    /** Sends all, whatever range was asked for. */
    public static Fault whole() {
        return (exchange, content) -> send(exchange, 200, content, 0, content.length);
    }

    private static void send(HttpExchange exchange, int status, byte[] content, int from, int to) throws IOException {
        exchange.sendResponseHeaders(status, to - from);
        exchange.getResponseBody().write(content, from, to - from);
        exchange.close();
    }

    private static void empty(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static Request request(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        return new Request(
                exchange.getRequestURI().getPath(),
                headers.getFirst("Range"),
                headers.getFirst("If-Range"),
                headers.getFirst("Authorization"));
    }

    public static String tag(byte[] content) {
        return "\"store-" + sha256(content).substring(0, 12) + "\"";
    }

    static String sha256(byte[] content) {
        return digest("SHA-256", content);
    }

    static String gitName(byte[] content) {
        byte[] header = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] blob = new byte[header.length + content.length];
        System.arraycopy(header, 0, blob, 0, header.length);
        System.arraycopy(content, 0, blob, header.length, content.length);
        return digest("SHA-1", blob);
    }

    private static String digest(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        hub.stop(0);
        store.stop(0);
        threads.shutdownNow();
    }
}
