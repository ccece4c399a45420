package io.vitrine.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The web module around the probe's endpoints, with a known key and without a database. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WebMvcTest(
        controllers = Probe.class,
        properties = {
            "vitrine.web.admin-key=" + WebTest.KEY,
            "vitrine.web.keys-file=src/test/resources/api-keys",
            "vitrine.web.max-json-size=20KB"
        })
@ContextConfiguration(classes = WebTest.Application.class)
@interface WebTest {

    String KEY = "a-key-known-to-the-tests";

    /** No configuration by stereotype, so that no other test's scan finds it. */
    @EnableAutoConfiguration
    @ImportAutoConfiguration({
        SecurityAutoConfiguration.class,
        ServletWebSecurityAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class
    })
    @EnableConfigurationProperties(WebProperties.class)
    @Import({
        Probe.class,
        StrictJson.class,
        Problems.class,
        ProblemWriter.class,
        ContainerErrors.class,
        RequestId.class,
        RequestLimits.class,
        AdministratorKey.class,
        ApiKeys.class,
        RateLimits.class,
        Gate.class,
        Security.class
    })
    class Application {}
}
