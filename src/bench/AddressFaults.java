import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What can be wrong with an address: the variables of its path, and its query. */
final class AddressFaults {

    private static final List<String> NAMES = List.of("unknown", "catalogue", "sort", "page", "_method", "%00", "a[]", "a.b", "");
    /** How much likelier a parameter is that the operation has. */
    private static final int KNOWN = 6;

    private AddressFaults() {}

    /** Another value of one of the path's variables; where it has none, something in the query. */
    static void variable(RequestDraft draft, RandomGenerator random) {
        if (draft.variables.isEmpty()) {
            further(draft, HostileValues.segment(random), random);
        } else {
            draft.variables.put(HostileValues.any(List.copyOf(draft.variables.keySet()), random), HostileValues.segment(random));
        }
    }

    /** A parameter with another value, one that nobody knows, or one twice. */
    static void query(RequestDraft draft, Operation operation, RandomGenerator random) {
        List<String> names = new ArrayList<>(NAMES);
        for (Operation.Parameter parameter : operation.parameters()) {
            for (int often = 0; often < KNOWN && parameter.place().equals("query"); often++) {
                names.add(parameter.name());
            }
        }
        further(draft, HostileValues.any(names, random), random);
    }

    private static void further(RequestDraft draft, String name, RandomGenerator random) {
        draft.query.add(random.nextInt(8) == 0 ? name : name + "=" + HostileValues.segment(random));
        if (random.nextInt(4) == 0) {
            draft.query.add(name + "=1");
        }
    }
}
