package io.vitrine.models;

/** Which version shall answer searches. */
record ActivationPlan(String model) {}
