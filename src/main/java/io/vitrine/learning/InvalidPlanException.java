package io.vitrine.learning;

/** A training plan has a value that cannot work; {@link #field()} says which. */
public class InvalidPlanException extends LearningException {

    private final String field;
    private final String problem;

    public InvalidPlanException(String field, String problem) {
        super("Plan field '" + field + "' " + problem);
        this.field = field;
        this.problem = problem;
    }

    /** The field's path in the plan, such as {@code learningRates.text}. */
    public String field() {
        return field;
    }

    /** What is wrong with the field, to be read after its name. */
    public String problem() {
        return problem;
    }
}
