package io.vitrine.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Skips a test class, and says so, where the tests' server cannot be given a streaming replica. Subclasses have to repeat it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "io.vitrine.testing.TestReplica#isPossible",
        disabledReason = "only the private cluster of src/scripts/postgres.sh can be given a replica")
public @interface NeedsReplica {}
