package io.vitrine.catalogue;

import io.vitrine.catalogue.sources.RowRefused;
import io.vitrine.catalogue.sources.SkipReason;
import io.vitrine.catalogue.sources.SourceRow;
import io.vitrine.errors.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every product must keep to, whichever way it comes in. */
public final class ProductRules {

    private static final int LONGEST_ID = 200;
    private static final int LONGEST_NAME = 1000;
    private static final int LONGEST_ATTRIBUTE = 100;
    private static final int LONGEST_VALUE = 1000;
    private static final int MOST_ATTRIBUTES = 100;

    /** These cannot stand in the path of an address, not even percent-encoded: servers refuse them. */
    private static final String NOT_IN_A_PATH = "/\\;%";

    private ProductRules() {}

    /** Everything that is wrong with the product; empty when it may be stored. */
    static List<FieldProblem> problems(String id, String name, Map<String, Object> attributes) {
        List<FieldProblem> problems = new ArrayList<>();
        checkId(id, problems);
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            problems.add(new FieldProblem("name", "must have 1 to " + LONGEST_NAME + " characters"));
        }
        checkText("name", name, problems);
        if (attributes.size() > MOST_ATTRIBUTES) {
            problems.add(new FieldProblem("attributes", "must be at most " + MOST_ATTRIBUTES));
        }
        attributes.forEach((attribute, value) -> checkAttribute(attribute, value, problems));
        return problems;
    }

    /**
     * The name of an imported product: its own, or one from its attributes.
     *
     * @throws RowRefused when the row is no product that may be stored
     */
    public static String nameOf(SourceRow row) throws RowRefused {
        String name = row.name().isEmpty() ? nameFrom(row.attributes()) : row.name();
        List<FieldProblem> problems = problems(row.id(), name, row.attributes());
        if (!problems.isEmpty()) {
            FieldProblem first = problems.getFirst();
            throw new RowRefused(SkipReason.INVALID_VALUE, "is wrong: '" + first.field() + "' " + first.message());
        }
        return name;
    }

    /** A name for a product that came without one, from what is known about it; empty when nothing is. */
    static String nameFrom(Map<String, Object> attributes) {
        return Stream.of("gender", "baseColour", "articleType")
                .filter(attributes::containsKey)
                .map(attribute -> String.valueOf(attributes.get(attribute)))
                .collect(Collectors.joining(" "));
    }

    private static void checkId(String id, List<FieldProblem> problems) {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            problems.add(new FieldProblem("id", "must have 1 to " + LONGEST_ID + " characters"));
        }
        boolean fit = id.chars().noneMatch(each -> NOT_IN_A_PATH.indexOf(each) >= 0 || Character.isISOControl(each));
        if (!fit || id.equals(".") || id.equals("..") || !id.equals(id.strip())) {
            problems.add(new FieldProblem(
                    "id", "must hold none of " + NOT_IN_A_PATH + ", no control character and no outer space"));
        }
        checkText("id", id, problems);
    }

    private static void checkAttribute(String attribute, @Nullable Object value, List<FieldProblem> problems) {
        String field = "attributes." + attribute;
        if (attribute.isBlank() || attribute.length() > LONGEST_ATTRIBUTE) {
            problems.add(
                    new FieldProblem("attributes", "must have names of 1 to " + LONGEST_ATTRIBUTE + " characters"));
        }
        checkText("attributes", attribute, problems);
        switch (value) {
            case String text
            when text.length() > LONGEST_VALUE ->
                problems.add(new FieldProblem(field, "must have at most " + LONGEST_VALUE + " characters"));
            case String text -> checkText(field, text, problems);
            case Double number
            when !Double.isFinite(number) -> problems.add(new FieldProblem(field, "is too large a number"));
            case Number number -> {}
            case Boolean truth -> {}
            case null, default -> problems.add(new FieldProblem(field, "must be a text, a number, true or false"));
        }
    }

    private static void checkText(String field, String text, List<FieldProblem> problems) {
        boolean broken =
                text.codePoints().anyMatch(each -> each == 0 || Character.getType(each) == Character.SURROGATE);
        if (broken) {
            problems.add(new FieldProblem(field, "must be valid Unicode without the character 0"));
        }
    }
}
