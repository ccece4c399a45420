import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Clients that search the replicas again and again, each in turn, and keep what they were told. */
final class SearchLoad {

    private static final long PAUSE_MILLIS = 20;
    /** Has no factor in common with the number of queries, twice a few. */
    private static final int STRIDE = 7;

    /** @param end when the answer had come, in nanoseconds of a monotonic clock */
    record Told(Replica replica, PinnedQueries.Query query, PinnedQueries.Answer answer, long end) {}

    /** One of the clients; what it was told is in order. */
    private final class Client {

        private final Thread thread;
        private final List<Replica> replicas;
        private final List<Told> told = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();
        private int moves;
        private int turn;

        Client(int number, List<Replica> replicas) {
            this.replicas = new ArrayList<>(replicas);
            this.turn = number;
            this.thread = Thread.ofPlatform().daemon().name("client-" + number).start(this::search);
        }

        private void search() {
            try {
                while (!ended && !replicas.isEmpty()) {
                    next();
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /** Each replica is asked each query in the end; one that was begun before a replica was told to end must be answered. */
        private void next() throws InterruptedException {
            Replica replica = replicas.get(turn % replicas.size());
            PinnedQueries.Query query = pinned.queries()
                    .get(turn / replicas.size() * STRIDE % pinned.queries().size());
            boolean up = replica.isUp();
            try {
                PinnedQueries.Answer answer = query.ask(replica.api());
                keep(new Told(replica, query, answer, System.nanoTime()));
                turn++;
            } catch (IOException failure) {
                if (failure instanceof Api.Refused || up) {
                    fail(replica + " at '" + query.text() + "': " + failure);
                    turn++;
                } else {
                    replicas.remove(replica); // and asks the same of the next one
                    moves++;
                }
            }
        }

        private synchronized void keep(Told answer) {
            told.add(answer);
        }

        private synchronized void fail(String failure) {
            failures.add(failure);
        }

        private synchronized List<Told> told() {
            return List.copyOf(told);
        }

        private synchronized List<String> failures() {
            return List.copyOf(failures);
        }
    }

    private final PinnedQueries pinned;
    private final List<Client> clients = new ArrayList<>();
    private volatile boolean ended;

    SearchLoad(PinnedQueries pinned) {
        this.pinned = pinned;
    }

    /** Lets as many further clients search these replicas; they leave one that is ending when it does not answer any more. */
    void add(int count, List<Replica> replicas) {
        for (int i = 0; i < count; i++) {
            clients.add(new Client(clients.size(), replicas));
        }
    }

    /** What each client was told so far, in order. */
    List<List<Told>> told() {
        return clients.stream().map(Client::told).toList();
    }

    List<String> failures() {
        return clients.stream().map(Client::failures).flatMap(List::stream).toList();
    }

    /** How many clients have left a replica. */
    int moves() {
        return clients.stream().mapToInt(client -> client.moves).sum();
    }

    /** Lets the clients end after their present search. */
    void end() throws InterruptedException {
        ended = true;
        for (Client client : clients) {
            client.thread.join();
        }
    }

    Stream<Told> all() {
        return told().stream().flatMap(List::stream);
    }

    /** The row that every load has; a search that failed or was told what its model does not say at rest is wrong. */
    void tell(Checks checks) {
        List<String> failures = failures();
        checks.check(
                "no search failed",
                failures.isEmpty() && all().findAny().isPresent(),
                failures.isEmpty() ? all().count() + " answers" : failures.size() + ", such as " + failures.getFirst());
        List<Told> wrong = all().filter(each -> !pinned.isAsKnown(each.query(), each.answer()))
                .toList();
        checks.check(
                "every answer is what the model that it names gives at rest, rank by rank",
                wrong.isEmpty(),
                wrong.isEmpty() ? "0 others" : wrong.size() + " others, such as " + wrong.getFirst());
    }
}
