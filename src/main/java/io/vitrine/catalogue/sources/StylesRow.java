package io.vitrine.catalogue.sources;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of {@code styles.csv}, and how a line becomes its cells.
 *
 * <p>The file is not valid CSV: the last column holds the name and runs to the end of the line with commas and quotation
 * marks as they are, and {@code NA} or nothing stands for an absent value.
 */
final class StylesRow {

    private static final String ID = "id";
    private static final String YEAR = "year";

    private final List<String> columns;

    private StylesRow(List<String> columns) {
        this.columns = columns;
    }

    static StylesRow withHeader(String header) throws RowRefused {
        List<String> columns = split(header, Integer.MAX_VALUE);
        if (columns.size() < 2 || !columns.contains(ID) || columns.getLast().equals(ID)) {
            throw new RowRefused(
                    SkipReason.MALFORMED_ROW,
                    "is not the header of a catalogue: it must name at least a column 'id' and, last, the one of names");
        }
        if (columns.stream().distinct().count() < columns.size() || columns.contains("")) {
            throw new RowRefused(SkipReason.MALFORMED_ROW, "names a column twice, or not at all");
        }
        return new StylesRow(columns);
    }

    /** The product on this line; {@code picturesOf} finds the picture of an id. */
    SourceRow parse(String line, PictureFinder pictures) throws RowRefused {
        List<String> cells = split(line, columns.size());
        if (cells.size() < columns.size()) {
            throw new RowRefused(
                    SkipReason.MALFORMED_ROW, "has %d of %d columns".formatted(cells.size(), columns.size()));
        }
        String id = cells.get(columns.indexOf(ID));
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int column = 0; column < columns.size() - 1; column++) {
            String attribute = columns.get(column);
            if (!attribute.equals(ID) && !isAbsent(cells.get(column))) {
                attributes.put(attribute, value(attribute, cells.get(column)));
            }
        }
        String name = unquoted(cells.getLast());
        return new SourceRow(id, isAbsent(name) ? "" : name, attributes, () -> pictures.picture(id));
    }

    private static boolean isAbsent(String cell) {
        return cell.isEmpty() || cell.equals("NA");
    }

    private static Object value(String attribute, String cell) throws RowRefused {
        if (!attribute.equals(YEAR)) {
            return cell;
        }
        try {
            return Integer.valueOf(cell);
        } catch (NumberFormatException notANumber) {
            throw new RowRefused(SkipReason.MALFORMED_ROW, "has a year that is not a number");
        }
    }

    /** A name that a stricter writer put in quotation marks; marks inside a name stay. */
    private static String unquoted(String cell) {
        if (cell.length() < 2 || !cell.startsWith("\"") || !cell.endsWith("\"")) {
            return cell;
        }
        String inside = cell.substring(1, cell.length() - 1);
        boolean allDoubled = !inside.replace("\"\"", "").contains("\"");
        return allDoubled ? inside.replace("\"\"", "\"").strip() : cell;
    }

    /** Splits at commas into at most {@code most} cells without outer space. */
    private static List<String> split(String line, int most) {
        List<String> cells = new ArrayList<>();
        int start = 0;
        for (int comma = line.indexOf(','); comma >= 0 && cells.size() < most - 1; comma = line.indexOf(',', start)) {
            cells.add(line.substring(start, comma).strip());
            start = comma + 1;
        }
        cells.add(line.substring(start).strip());
        return cells;
    }

    /** Finds the picture of a product. */
    @FunctionalInterface
    interface PictureFinder {
        byte[] picture(String id) throws IOException, RowRefused;
    }
}
