package io.vitrine.search;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a start with servers that cannot hold vectors with what is wrong and how to mend it, and no stack trace. */
class UnusableVectorServerAnalyzer extends AbstractFailureAnalyzer<UnusableVectorServer> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableVectorServer cause) {
        return new FailureAnalysis(cause.problem(), cause.mending(), cause);
    }
}
