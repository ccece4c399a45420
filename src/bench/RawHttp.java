import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** Sends each request over a connection of its own; no library of a client would send most of them. */
record RawHttp(int port) {

    /** Every answer must be complete within this time, also while others are asked for and the machine does something else. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    /** The service waits so long for the rest of a request: once to read it, and once to skip it. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final int PIECES = 4;
    private static final long PAUSE_MILLIS = 60;
    private static final int LARGEST_ANSWER = 32 << 20;
    private static final int HEADERS = 4096;
    private static final Pattern EVENTS = Pattern.compile("(?is).*content-type: *text/event-stream.*\r\n\r\n.+");

    RawAnswer answer(RawRequest request) throws InterruptedException {
        long start = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), (int) LIMIT.toMillis());
            socket.setTcpNoDelay(true);
            String fault = send(socket, request);
            byte[] answer = receive(socket, start, limit(request));
            return answer.length == 0
                    ? RawAnswer.none("the connection was closed" + fault, millis(start))
                    : RawAnswer.of(answer, millis(start));
        } catch (SocketTimeoutException late) {
            return RawAnswer.none("not complete after " + limit(request).toSeconds() + " s", millis(start));
        } catch (IOException broken) {
            return RawAnswer.none(broken.toString(), millis(start));
        }
    }

    /** What went wrong; an answer may have come nevertheless, for a server need not read all of what it refuses. */
    private static String send(Socket socket, RawRequest request) throws InterruptedException {
        try {
            OutputStream output = socket.getOutputStream();
            byte[] bytes = request.bytes();
            int pieces = request.delivery() == RawRequest.Delivery.SLOWLY ? PIECES : 1;
            for (int piece = 0; piece < pieces; piece++) {
                int from = (int) ((long) bytes.length * piece / pieces);
                output.write(bytes, from, (int) ((long) bytes.length * (piece + 1) / pieces) - from);
                Thread.sleep(pieces > 1 ? PAUSE_MILLIS : 0);
            }
            if (request.delivery() == RawRequest.Delivery.CUT_SHORT) {
                socket.shutdownOutput();
            }
            return "";
        } catch (IOException refused) {
            return " while the request was being sent: " + refused.getMessage();
        }
    }

    private static Duration limit(RawRequest request) {
        return request.delivery() == RawRequest.Delivery.LEFT_OPEN ? LIMIT.plus(PATIENCE) : LIMIT;
    }

    private static byte[] receive(Socket socket, long start, Duration limit) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        InputStream input = socket.getInputStream();
        byte[] buffer = new byte[1 << 16];
        int read = 0;
        while (read >= 0 && !isStream(answer)) {
            int left = (int) (limit.toMillis() - millis(start));
            if (left <= 0 || answer.size() > LARGEST_ANSWER) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout(left);
            read = input.read(buffer);
            answer.write(buffer, 0, Math.max(0, read));
        }
        return answer.toByteArray();
    }

    /** A stream of events ends when its job does; that it begins is enough. */
    private static boolean isStream(ByteArrayOutputStream answer) {
        return answer.size() < HEADERS
                && EVENTS.matcher(answer.toString(StandardCharsets.ISO_8859_1)).matches();
    }

    private static double millis(long start) {
        return (System.nanoTime() - start) * 1e-6;
    }
}
