package io.vitrine.models;

import io.vitrine.encoders.UnusableEngineException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a start on a device or an engine that cannot be used with what is wrong and how to mend it, and no stack trace. */
class UnusableEngineAnalyzer extends AbstractFailureAnalyzer<UnusableEngineException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableEngineException cause) {
        return new FailureAnalysis(cause.problem(), cause.mending(), cause);
    }
}
