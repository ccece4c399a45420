package io.vitrine.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextCustomizerFactories;

/**
 * Gives a Spring test class an empty PostgreSQL database with pgvector, an empty data directory and a key, all its own.
 *
 * <p>The application context is closed after the class, for no other class may use its database.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ContextCustomizerFactories(WithPostgresCustomizer.Factory.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
public @interface WithPostgres {

    /** Whether the sample catalogue is drawn before the tests start, which takes a while. */
    boolean sampleCatalogue() default false;
}
