/** Learning as a product: plans, jobs that train a model on a catalogue, the split. */
@ApplicationModule(
        allowedDependencies = {
            "errors",
            "learning",
            "evaluation",
            "models",
            "catalogue",
            "catalogue :: sources",
            "catalogue :: sample",
            "jobs",
            "artefacts",
            "encoders"
        })
@NullMarked
package io.vitrine.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
