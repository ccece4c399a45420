package io.vitrine.training;

import io.vitrine.learning.EpochReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How a sweep stands: what each trial has given so far, and which are still in the race. */
record SweepBoard(List<Row> trials) {

    /** Where a trial is. */
    enum Standing {
        RACING,
        STOPPED,
        BEST
    }

    /**
     * One trial.
     *
     * @param number from 1
     * @param changes the values that make it differ from the others, by their path in the plan
     * @param epochs what its finished epochs gave
     */
    record Row(int number, Map<String, JsonNode> changes, Standing standing, List<EpochReport> epochs) {

        /** The highest MRR@10 on the validation part so far. */
        double mrr() {
            return epochs.stream()
                    .mapToDouble(
                            epoch -> Objects.requireNonNull(epoch.validation()).mrrAt10())
                    .max()
                    .orElse(0);
        }

        private Row standing(Standing next) {
            return new Row(number, changes, next, epochs);
        }

        /** What an earlier run had shown of this epoch and later ones is dropped: they are being repeated. */
        private Row with(EpochReport report) {
            Stream<EpochReport> before = epochs.stream().filter(epoch -> epoch.epoch() < report.epoch());
            return new Row(
                    number,
                    changes,
                    standing,
                    Stream.concat(before, Stream.of(report)).toList());
        }
    }

    static SweepBoard before(SweepOrder order) {
        List<Row> rows = new ArrayList<>();
        for (SweepOrder.Trial trial : order.trials()) {
            rows.add(new Row(rows.size() + 1, trial.changes(), Standing.RACING, List.of()));
        }
        return new SweepBoard(List.copyOf(rows));
    }

    /** The trials that go on, by number. */
    List<Row> racing() {
        return trials.stream().filter(row -> row.standing == Standing.RACING).toList();
    }

    /** The best of those that go on; of equal ones the first. */
    List<Row> ranking() {
        return racing().stream()
                .sorted(Comparator.comparingDouble(Row::mrr).reversed())
                .toList();
    }

    /** Epochs that all trials together have finished. */
    int epochs() {
        return trials.stream().mapToInt(row -> row.epochs.size()).sum();
    }

    SweepBoard with(int number, EpochReport report) {
        return changed(number, row -> row.with(report));
    }

    SweepBoard with(int number, Standing standing) {
        return changed(number, row -> row.standing(standing));
    }

    private SweepBoard changed(int number, UnaryOperator<Row> change) {
        return new SweepBoard(trials.stream()
                .map(row -> row.number == number ? change.apply(row) : row)
                .toList());
    }
}
