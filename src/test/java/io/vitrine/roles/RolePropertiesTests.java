package io.vitrine.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class RolePropertiesTests {

    /** No component by stereotype, so that no other test's scan finds it. */
    @EnableConfigurationProperties(RoleProperties.class)
    static class Service {

        @Bean
        @ConditionalOnRole(Role.WEB)
        String pages() {
            return "pages";
        }

        @Bean
        @ConditionalOnRole(Role.WORKER)
        String claims() {
            return "claims";
        }

        @Bean
        @ConditionalOnMissingRole(Role.WEB)
        String operationsOnly() {
            return "operationsOnly";
        }
    }

    @Test
    void aProcessPlaysBothRolesUnlessToldOtherwise() {
        assertThat(RoleProperties.of(new MockEnvironment()).roles()).containsExactly(Role.WEB, Role.WORKER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vitrine.roles=web,worker   | pages claims
            vitrine.roles=worker,web   | pages claims
            vitrine.roles=Web          | pages
            vitrine.roles=worker       | claims operationsOnly
            vitrine.roles[0]=worker    | claims operationsOnly
            """)
    void aComponentIsThereOnlyWhereItsRoleIsPlayed(String property, String components) {
        new ApplicationContextRunner()
                .withUserConfiguration(Service.class)
                .withPropertyValues(property)
                .run(context -> assertThat(context.getBeansOfType(String.class).values())
                        .containsExactlyInAnyOrder(components.split(" ", -1)));
    }

    @ParameterizedTest
    @CsvSource({"searcher, The following values are valid", "'', 'must name web, worker or both'"})
    void aProcessWithAnotherRoleOrNoneDoesNotStartAndSaysWhy(String roles, String reason, CapturedOutput output) {
        SpringApplicationBuilder service = new SpringApplicationBuilder(Service.class).web(WebApplicationType.NONE);

        assertThatThrownBy(() -> service.run("--vitrine.roles=" + roles)).isInstanceOf(IllegalStateException.class);

        assertThat(output).contains("APPLICATION FAILED TO START", "vitrine.roles", reason);
    }
}
