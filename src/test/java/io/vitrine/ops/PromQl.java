package io.vitrine.ops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The series that an expression of Prometheus' language reads; no parser, but enough of one for ours. */
final class PromQl {

    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "offset", "bool");
    private static final Pattern CLAUSE =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern DURATION = Pattern.compile("\\[[^\\]]*\\]|\\boffset\\s+\\w+");
    private static final Pattern SERIES =
            Pattern.compile("(?<![\\w$.:])([a-zA-Z_:][\\w:]*)\\s*(?:\\{([^}]*)\\})?(\\s*\\()?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

    private PromQl() {}

    /**
     * @param labels every label that is asked for
     * @param values the labels that must have exactly this value
     */
    record Series(String metric, Set<String> labels, Map<String, String> values) {}

    static List<Series> seriesIn(String expression) {
        String bare =
                DURATION.matcher(CLAUSE.matcher(expression).replaceAll(" ")).replaceAll(" ");
        List<Series> found = new ArrayList<>();
        Matcher match = SERIES.matcher(bare);
        while (match.find()) {
            boolean function = match.group(3) != null;
            if (!function && !OPERATORS.contains(match.group(1))) {
                found.add(series(match.group(1), match.group(2) == null ? "" : match.group(2)));
            }
        }
        return found;
    }

    private static Series series(String metric, String selector) {
        Map<String, String> all = new HashMap<>();
        Map<String, String> exact = new HashMap<>();
        Matcher match = MATCHER.matcher(selector);
        while (match.find()) {
            all.put(match.group(1), match.group(3));
            if (match.group(2).equals("=")) {
                exact.put(match.group(1), match.group(3));
            }
        }
        return new Series(metric, Set.copyOf(all.keySet()), Map.copyOf(exact));
    }
}
