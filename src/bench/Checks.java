import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was checked, what was seen and whether that is right: a row each, under a heading for each part of the drill. */
final class Checks {

    private final long start = System.nanoTime();
    private final List<String> failed = new ArrayList<>();
    private String part = "";
    private int made;

    /** Begins a part and its table. */
    void part(String title) {
        part = title;
        say(title);
        IO.println("## " + title + "\n\n| check | seen | |\n| --- | --- | --- |");
    }

    /** Ends the part's table. */
    void end() {
        IO.println("");
    }

    /** @param seen the figure that the check was decided by */
    void check(String what, boolean holds, String seen) {
        made++;
        if (!holds) {
            failed.add(part + ": " + what + " (" + seen + ")");
        }
        IO.println("| " + what + " | " + seen.replace("|", "\\|").replace("\n", " ") + " | "
                + (holds ? "ok" : "**FAILED**") + " |");
    }

    /** What is worth knowing and cannot be wrong. */
    void figure(String what, String seen) {
        IO.println("| " + what + " | " + seen + " | |");
    }

    /** Prints the summary; false when a check failed. */
    boolean passed() {
        String time = Duration.ofNanos(System.nanoTime() - start)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .substring(2);
        IO.println("## Summary\n\n" + made + " checks in " + time.toLowerCase(Locale.ROOT) + ", "
                + (failed.isEmpty() ? "all of them ok." : failed.size() + " failed:\n"));
        failed.forEach(each -> IO.println("- " + each));
        return failed.isEmpty();
    }

    /** Tells whoever waits how far the drill is; no part of its result. */
    static void say(String message) {
        System.err.println(
                DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.now().withNano(0)) + " " + message);
    }

    /** A text with figures, in the notation of no country. */
    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
