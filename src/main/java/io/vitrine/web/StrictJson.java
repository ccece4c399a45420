package io.vitrine.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** Reads JSON to the letter: what has another type than the field is refused, never converted. */
@Configuration(proxyBeanMethods = false)
class StrictJson {

    @Bean
    JsonFactory strictJsonFactory(ObjectProvider<JsonFactoryBuilderCustomizer> customizers) {
        JsonFactoryBuilder builder = JsonFactory.builder();
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return new StrictJsonFactory(builder);
    }

    @Bean
    JsonMapperBuilderCustomizer nothingIsCoerced() {
        return mapper -> mapper.withCoercionConfig(LogicalType.Textual, text -> {
                    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .withCoercionConfigDefaults(any -> {
                    any.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
                    any.setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail);
                });
    }
}
