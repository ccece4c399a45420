package io.vitrine.search;

/** A foreign server that vectors shall lie on cannot hold them; told at the start, which it ends. */
final class UnusableVectorServer extends RuntimeException {

    private final String problem;
    private final String mending;

    UnusableVectorServer(String problem, String mending) {
        super(problem);
        this.problem = problem;
        this.mending = mending;
    }

    String problem() {
        return problem;
    }

    /** What an operator has to do. */
    String mending() {
        return mending;
    }
}
