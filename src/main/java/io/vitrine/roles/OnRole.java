package io.vitrine.roles;

import java.lang.annotation.Annotation;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Compares the role that a component is for with those that the process plays. */
final class OnRole extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata component) {
        MergedAnnotations annotations = component.getAnnotations();
        RoleProperties played = RoleProperties.of(context.getEnvironment());
        boolean matches = annotations.isPresent(ConditionalOnRole.class)
                ? played.include(role(annotations, ConditionalOnRole.class))
                : !played.include(role(annotations, ConditionalOnMissingRole.class));
        return new ConditionOutcome(matches, "the process plays " + played.roles());
    }

    private static Role role(MergedAnnotations annotations, Class<? extends Annotation> condition) {
        return annotations.get(condition).getEnum("value", Role.class);
    }
}
