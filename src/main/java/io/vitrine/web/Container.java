package io.vitrine.web;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Makes the servlet container speak of its own errors as everything else does, and read any number of languages a caller lists. */
@Component
class Container implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final int ANY_NUMBER = -1;

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> connector.setMaxLocaleCount(ANY_NUMBER));
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }
}
