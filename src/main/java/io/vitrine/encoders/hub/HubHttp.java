package io.vitrine.encoders.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a hub for files and follows its redirects; the token goes to the hub itself and nowhere else. */
final class HubHttp implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HubSource source;
    private final HttpClient client;

    HubHttp(HubSource source) {
        this.source = source;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(source.patience())
                .build();
    }

    /** An answer that is no redirect; {@code file} is what the hub said on the way to it. */
    record Answer(int status, HttpHeaders headers, RemoteFile file, BodyQueue body) implements AutoCloseable {

        @Override
        public void close() {
            body.close();
        }
    }

    /**
     * Asks for a file.
     *
     * @param from the first byte that is wanted
     * @param validator entity tag of what is here up to that byte; if it has another one, all is sent
     * @throws IOException when no answer comes; it may come another time, unless it is a {@link DownloadFailedException}
     */
    Answer get(URI address, long from, @Nullable String validator) throws IOException, InterruptedException {
        RemoteFile file = RemoteFile.UNKNOWN;
        URI current = address;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(request(current, from, validator));
            BodyQueue body = new BodyQueue();
            response.body().subscribe(body);
            if (source.owns(current)) {
                file = file.with(response.statusCode(), response.headers());
            }
            if (!REDIRECTS.contains(response.statusCode())) {
                return new Answer(response.statusCode(), response.headers(), file, body);
            }
            body.close();
            current = target(current, response.headers());
        }
        throw new DownloadFailedException(address + " redirects more than " + MOST_REDIRECTS + " times");
    }

    private HttpRequest request(URI address, long from, @Nullable String validator) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).header("User-Agent", "vitrine").header("Accept-Encoding", "identity");
        if (source.token() != null && source.owns(address)) {
            request.header("Authorization", "Bearer " + source.token());
        }
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
            if (validator != null) {
                request.header("If-Range", validator);
            }
        }
        return request.build();
    }

    /** Waits for the answer's headers only: a timeout of the request itself may, by the version of Java, include the body. */
    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(HttpRequest request)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> pending =
                client.sendAsync(request, BodyHandlers.ofPublisher());
        String host = request.uri().getAuthority();
        try {
            return pending.get(source.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silent) {
            throw new IOException(
                    host + " did not answer within " + source.patience().toMillis() + " ms", silent);
        } catch (ExecutionException failed) {
            throw new IOException(
                    host + " cannot be reached ("
                            + DownloadFailedException.reason(Objects.requireNonNullElse(failed.getCause(), failed))
                            + ")",
                    failed);
        } finally {
            pending.cancel(true);
        }
    }

    private static URI target(URI current, HttpHeaders headers) throws DownloadFailedException {
        String location = headers.firstValue("Location").orElse("");
        try {
            URI target = current.resolve(location);
            boolean http = "http".equalsIgnoreCase(target.getScheme()) && "http".equalsIgnoreCase(current.getScheme());
            if (!location.isEmpty()
                    && target.getHost() != null
                    && (http || "https".equalsIgnoreCase(target.getScheme()))) {
                return target;
            }
        } catch (IllegalArgumentException malformed) {
            throw new DownloadFailedException(current + " redirects to something that is no address", malformed);
        }
        throw new DownloadFailedException(current + " redirects to where no file is taken from: '" + location + "'");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
