package io.vitrine.search;

import io.micrometer.common.KeyValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Writes one line of each search, answered or refused, and the same facts on the span of its request. */
@Component
class SearchLog implements HandlerInterceptor, WebMvcConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(SearchLog.class);
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final String FACTS = SearchLog.class.getName();

    private final SearchLogProperties properties;

    SearchLog(SearchLogProperties properties) {
        this.properties = properties;
    }

    /** What is known of one request so far, in the order in which it is told. */
    private record Facts(long start, Map<String, Object> told) {}

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/search");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.setAttribute(FACTS, new Facts(System.nanoTime(), new LinkedHashMap<>()));
        return true;
    }

    void asked(HttpServletRequest request, SearchQuery query) {
        tell(request, "mode", query.mode().label());
        if (properties.queryText() && query.text() != null) {
            tell(request, "query", LINE_BREAKS.matcher(query.text()).replaceAll(" "));
        }
    }

    void answered(HttpServletRequest request, SearchResult result) {
        tell(request, "catalogue", result.catalogue());
        tell(request, "hits", result.hits().size());
    }

    private void tell(HttpServletRequest request, String fact, Object value) {
        if (request.getAttribute(FACTS) instanceof Facts facts) {
            facts.told().put(fact, value);
        }
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(span -> span.addHighCardinalityKeyValue(KeyValue.of(fact, value.toString())));
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(FACTS) instanceof Facts facts) {
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - facts.start());
            LoggingEventBuilder line =
                    LOG.atInfo().addKeyValue("status", response.getStatus()).addKeyValue("tookMillis", took);
            for (Map.Entry<String, Object> fact : facts.told().entrySet()) {
                line = line.addKeyValue(fact.getKey(), fact.getValue());
            }
            line.log("Search ended with {} after {} ms: {}", response.getStatus(), took, facts.told());
        }
    }
}
