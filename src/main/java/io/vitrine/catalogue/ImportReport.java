package io.vitrine.catalogue;

import io.vitrine.catalogue.sources.RowRefused;
import io.vitrine.catalogue.sources.SkipReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import did.
 *
 * @param rows all that the source had
 * @param taken those that are in the catalogue now: added, updated and unchanged together
 * @param namedFromAttributes those among them that came without a name and got one from gender, colour and kind
 */
record ImportReport(
        String catalogue,
        long rows,
        long taken,
        long added,
        long updated,
        long unchanged,
        long namedFromAttributes,
        Skipped skipped) {

    private static final int MOST_EXAMPLES = 100;

    /** @param examples the first of them, in the order of the source */
    record Skipped(long total, Map<SkipReason, Long> reasons, List<Example> examples) {}

    /** A row that was skipped; {@code detail} continues the sentence that begins with "The row". */
    record Example(long line, @Nullable String id, SkipReason reason, String detail) {}

    /** Counts while an import runs. */
    static final class Tally {

        private final Map<SkipReason, Long> reasons = new EnumMap<>(SkipReason.class);
        private final List<Example> examples = new ArrayList<>();
        private WriteOutcome written = WriteOutcome.NOTHING;
        private long rows;
        private long named;

        void row() {
            rows++;
        }

        long rows() {
            return rows;
        }

        void skipped(long line, @Nullable String id, RowRefused refused) {
            reasons.merge(refused.reason(), 1L, Long::sum);
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(new Example(line, id, refused.reason(), refused.detail()));
            }
        }

        void namedFromAttributes() {
            named++;
        }

        void written(WriteOutcome outcome) {
            written = written.plus(outcome);
        }

        boolean tookAnything() {
            return taken() > 0;
        }

        private long taken() {
            return (long) written.added() + written.updated() + written.unchanged();
        }

        ImportReport report(String catalogue) {
            long skipped = reasons.values().stream().mapToLong(Long::longValue).sum();
            return new ImportReport(
                    catalogue,
                    rows,
                    taken(),
                    written.added(),
                    written.updated(),
                    written.unchanged(),
                    named,
                    new Skipped(skipped, reasons, inOrder(examples)));
        }

        /** A missing picture is noticed a little later than a malformed row. */
        private static List<Example> inOrder(List<Example> examples) {
            return examples.stream()
                    .sorted(Comparator.comparingLong(Example::line))
                    .toList();
        }
    }
}
