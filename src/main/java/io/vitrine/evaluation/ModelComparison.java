package io.vitrine.evaluation;

import io.vitrine.jobs.JobContext;

/** Holds a candidate against the live model. */
interface ModelComparison {

    Comparison compare(String candidate, JobContext job);
}
