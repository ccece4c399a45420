package io.vitrine.training;

import io.vitrine.learning.EpochReport;
import io.vitrine.learning.TestReport;
import java.util.List;

/** What a finished training leaves in its job: the model version it registered, what each epoch gave, and what the model is worth. */
record TrainingResult(String model, List<EpochReport> epochs, TestReport metrics) {}
