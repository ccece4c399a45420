import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Makes requests that are right except at a place or two; the same seed and number make the same request again. */
final class HostileRequests {

    /** One request in so many is left as it is, so that there is something to lose. */
    static final int SOUND = 12;

    private static final long STRIDE = 1_000_003;

    private final List<Operation> operations;
    private final KnownValues known;
    private final long seed;
    private final String key;
    private final int clients;

    /** @param key of the administrator; whoever has none does not get far */
    HostileRequests(List<Operation> operations, KnownValues known, long seed, String key, int clients) {
        this.operations = operations;
        this.known = known;
        this.seed = seed;
        this.key = key;
        this.clients = clients;
    }

    /** Writes of a client go to a catalogue of its own, where nobody else changes anything. */
    static String catalogue(int client) {
        return "fuzz-" + client;
    }

    RawRequest request(int number) {
        SplittableRandom random = new SplittableRandom(seed * STRIDE + number);
        Operation operation = HostileValues.any(operations, random);
        RequestDraft draft = sound(operation, catalogue(number % clients), random);
        int faults = random.nextInt(SOUND) == 0 ? 0 : random.nextInt(4) > 0 ? 1 : 2;
        for (int fault = 0; fault < faults; fault++) {
            spoil(draft, operation, random);
        }
        if (!draft.method.equals(operation.method())) {
            draft.variables.replace("catalogue", known.guarded(), catalogue(number % clients));
        }
        return draft.finished(number, operation);
    }

    private static void spoil(RequestDraft draft, Operation operation, RandomGenerator random) {
        switch (random.nextInt(draft.body.length > 0 ? 12 : 6)) {
            case 0, 1 -> AddressFaults.variable(draft, random);
            case 2 -> AddressFaults.query(draft, operation, random);
            case 3, 4 -> HeaderFaults.apply(draft, random);
            case 5 -> DeliveryFaults.apply(draft, random);
            default -> BodyFaults.apply(draft, random);
        }
    }

    private RequestDraft sound(Operation operation, String own, RandomGenerator random) {
        RequestDraft draft = new RequestDraft(operation.method());
        draft.header("Host", "127.0.0.1");
        draft.header("Authorization", "Bearer " + key);
        for (Operation.Parameter parameter : operation.parameters()) {
            String value = known.variable(operation, parameter.name(), own, random);
            if (parameter.place().equals("path")) {
                draft.variables.put(parameter.name(), value);
            } else if (random.nextBoolean()) {
                draft.query.add(parameter.name() + "=" + value);
            }
        }
        if (!operation.types().isEmpty()) {
            String type = HostileValues.any(operation.types(), random);
            draft.header("Content-Type", type);
            draft.body = RequestDraft.written(body(operation, type, own, random));
        }
        if (operation.changesACatalogue() && operation.parameters().stream().anyMatch(each -> each.place().equals("query"))) {
            draft.query.removeIf(each -> each.startsWith("catalogue="));
            draft.query.add("catalogue=" + own);
        }
        return draft;
    }

    private String body(Operation operation, String type, String own, RandomGenerator random) {
        return switch (type) {
            case "application/x-ndjson" -> "{\"id\":\"1\",\"name\":\"a\"}\n{\"id\":2}\n";
            case "application/zip", "application/x-tar", "application/gzip", "application/x-gzip" -> "PK\3\4 or so " + random.nextInt();
            default -> known.body(operation, own, random).toString();
        };
    }
}
