package io.vitrine.web;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The operators' pages under addresses without an ending. */
@Configuration(proxyBeanMethods = false)
class Pages implements WebMvcConfigurer {

    private static final List<String> NAMES = List.of("training", "models", "evaluations");

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        NAMES.forEach(name -> registry.addViewController("/" + name).setViewName("forward:/" + name + ".html"));
    }
}
