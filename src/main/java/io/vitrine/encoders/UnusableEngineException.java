package io.vitrine.encoders;

/** The engine or a device of it cannot be used on this machine. */
public final class UnusableEngineException extends EncoderException {

    private final String problem;
    private final String mending;

    UnusableEngineException(String problem, String mending) {
        super(problem + " " + mending);
        this.problem = problem;
        this.mending = mending;
    }

    /** What is wrong, as a sentence. */
    public String problem() {
        return problem;
    }

    /** What to do about it, as a sentence. */
    public String mending() {
        return mending;
    }
}
