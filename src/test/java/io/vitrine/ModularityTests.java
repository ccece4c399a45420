package io.vitrine;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    /** The encoders' packages are all public; being free of Spring, they cannot say so by its annotations. */
    private static final String OPEN = "non-exposed type io.vitrine.encoders.";

    @Test
    void modulesKnowOnlyThePublicTypesOfTheModulesTheyMayUse() {
        ApplicationModules.of(VitrineApplication.class)
                .detectViolations()
                .filter(violation -> !violation.getMessage().contains(OPEN))
                .throwIfPresent();
    }
}
