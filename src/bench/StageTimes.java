import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How often each stage of a search has run since the service began, and for how long in all, as the service's own meters tell. */
record StageTimes(Map<String, Double> counts, Map<String, Double> seconds) {

    private static final Pattern METER =
            Pattern.compile("(?m)^vitrine_search_duration_seconds_(count|sum)\\{.*stage=\"(\\w+)\".*} (\\S+)$");

    static StageTimes of(Api service) throws IOException, InterruptedException {
        Map<String, Double> counts = new HashMap<>();
        Map<String, Double> seconds = new HashMap<>();
        String meters = new String(service.bytes("/actuator/prometheus"), StandardCharsets.UTF_8);
        for (MatchResult meter : METER.matcher(meters).results().toList()) {
            (meter.group(1).equals("count") ? counts : seconds).put(meter.group(2), Double.valueOf(meter.group(3)));
        }
        return new StageTimes(counts, seconds);
    }

    /** What has come since an earlier reading. */
    StageTimes since(StageTimes before) {
        return new StageTimes(added(counts, before.counts, -1), added(seconds, before.seconds, -1));
    }

    StageTimes plus(StageTimes other) {
        return new StageTimes(added(counts, other.counts, 1), added(seconds, other.seconds, 1));
    }

    private static Map<String, Double> added(Map<String, Double> values, Map<String, Double> others, int sign) {
        Map<String, Double> sums = new HashMap<>(values);
        others.forEach((stage, value) -> sums.merge(stage, sign * value, Double::sum));
        return sums;
    }

    /** The mean time that a stage took of each search, in milliseconds. */
    double millis(String stage) {
        return seconds.getOrDefault(stage, 0.0) * 1e3 / counts.getOrDefault("total", 1.0);
    }
}
