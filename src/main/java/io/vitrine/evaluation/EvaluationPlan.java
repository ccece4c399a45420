package io.vitrine.evaluation;

import java.util.Set;

/** What an evaluation measures. */
record EvaluationPlan(String model, String catalogue, Set<Protocol> protocols, HeldOut split) {}
