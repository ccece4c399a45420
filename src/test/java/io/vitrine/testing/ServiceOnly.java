package io.vitrine.testing;

import java.io.IOException;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Leaves out the components that tests bring along, where the whole service is started by a test itself. */
public final class ServiceOnly extends TypeExcludeFilter {

    private ServiceOnly() {}

    public static void in(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("serviceOnly", new ServiceOnly());
    }

    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory types) throws IOException {
        return !type.getResource().getURL().getPath().contains("/target/classes/");
    }
}
