package io.vitrine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vitrine.catalogue.sources.ProductSource;
import io.vitrine.catalogue.sources.RowRefused;
import io.vitrine.catalogue.sources.SkipReason;
import io.vitrine.catalogue.sources.SourceRow;
import io.vitrine.catalogue.sources.TinyPictures;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportRunTests {

    private final PicturesInMemory store = new PicturesInMemory();
    private final ImportReport.Tally tally = new ImportReport.Tally();

    @Test
    void keepsTheOrderOfTheSourceOverSeveralBatches() throws IOException {
        List<SourceRow> rows = IntStream.range(0, 1_234)
                .mapToObj(number -> row("id" + number, "Name", Map.of(), picture(number % 7)))
                .toList();

        List<ImportRun.Batch> batches = batches(rows);

        assertThat(batches.stream().flatMap(batch -> batch.drafts().stream()).map(ProductDraft::id))
                .containsExactlyElementsOf(rows.stream().map(SourceRow::id).toList());
        assertThat(batches)
                .hasSize(3)
                .allSatisfy(batch -> assertThat(batch.rows()).isLessThanOrEqualTo(512));
        assertThat(tally.rows()).isEqualTo(1_234);
        assertThat(store.size()).isEqualTo(7);
    }

    @Test
    void skipsWhatIsNotSoundAndTellsWhere() throws IOException {
        List<ImportRun.Batch> batches = batches(List.of(
                row("1", "Sound", Map.of(), picture(1)),
                row("1", "Twice", Map.of(), picture(2)),
                row("a/b", "Unfit Id", Map.of(), picture(3)),
                row("2", "Cut Off", Map.of(), () -> TinyPictures.truncated(TinyPictures.jpeg(Color.RED))),
                row("3", "", Map.of(), picture(4)),
                row("4", "Without Picture", Map.of(), SourceRow.Picture.NONE)));

        assertThat(batches)
                .singleElement()
                .satisfies(batch ->
                        assertThat(batch.drafts()).extracting(ProductDraft::id).containsExactly("1", "4"));
        ImportReport report = tally.report("main");
        assertThat(report.skipped().reasons())
                .isEqualTo(Map.of(
                        SkipReason.DUPLICATE_ID, 1L,
                        SkipReason.INVALID_VALUE, 2L,
                        SkipReason.UNREADABLE_PICTURE, 1L));
        assertThat(report.skipped().examples())
                .extracting(ImportReport.Example::line)
                .containsExactly(2L, 3L, 4L, 5L);
        assertThat(report.rows()).isEqualTo(6);
    }

    @Test
    void namesAProductByItsAttributesAndCountsIt() throws IOException {
        List<ImportRun.Batch> batches = batches(
                List.of(row("1", "", Map.of("gender", "Women", "articleType", "Clutches"), SourceRow.Picture.NONE)));

        assertThat(batches.getFirst().drafts().getFirst().name()).isEqualTo("Women Clutches");
        assertThat(tally.report("main").namedFromAttributes()).isEqualTo(1);
    }

    @Test
    void failsWhenAPictureCannotBeStoredForAnotherReason() {
        SourceRow.Picture broken = () -> {
            throw new IllegalStateException("the disk is full");
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> batches(List.of(row("1", "Name", Map.of(), broken))))
                .withMessage("the disk is full");
    }

    private List<ImportRun.Batch> batches(List<SourceRow> rows) throws IOException {
        List<ImportRun.Batch> batches = new ArrayList<>();
        try (ImportRun run = new ImportRun(new Rows(rows), new Pictures(store), tally)) {
            for (ImportRun.Batch batch = run.next(); !batch.isEmpty(); batch = run.next()) {
                batches.add(batch);
            }
        }
        return batches;
    }

    private static SourceRow row(String id, String name, Map<String, Object> attributes, SourceRow.Picture picture) {
        return new SourceRow(id, name, attributes, picture);
    }

    private static SourceRow.Picture picture(int shade) {
        return () -> TinyPictures.jpeg(new Color(30 * shade, 0, 0));
    }

    /** Rows from a list, one on each line. */
    private static final class Rows implements ProductSource {

        private final List<SourceRow> rows;
        private final Iterator<SourceRow> remaining;
        private long line;

        Rows(List<SourceRow> rows) {
            this.rows = rows;
            this.remaining = rows.iterator();
        }

        @Override
        public long rows() {
            return rows.size();
        }

        @Override
        public @Nullable SourceRow next() throws RowRefused {
            line++;
            return remaining.hasNext() ? remaining.next() : null;
        }

        @Override
        public long line() {
            return line;
        }

        @Override
        public void close() {}
    }
}
