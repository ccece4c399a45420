package io.vitrine.catalogue.sources;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Products read one by one, in constant memory however many there are. */
public interface ProductSource extends Closeable {

    /** How many rows there are, blank lines left out. */
    long rows() throws IOException;

    /**
     * The next product, or null after the last.
     *
     * @throws RowRefused when the row cannot become a product; the source goes on with the row after it
     */
    @Nullable
    SourceRow next() throws IOException, RowRefused;

    /** The line of the row that {@link #next} gave or refused last, counted from 1. */
    long line();
}
