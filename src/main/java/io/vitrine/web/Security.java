package io.vitrine.web;

import io.vitrine.errors.FieldProblem;
import io.vitrine.roles.ConditionalOnMissingRole;
import io.vitrine.roles.ConditionalOnRole;
import io.vitrine.roles.Role;
import jakarta.servlet.DispatcherType;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Reading and searching are open unless configured otherwise, changing needs a key with the right scope. Nothing is kept between
 * requests and no cookie is set, so no other site can make a browser act for its user.
 */
@Configuration(proxyBeanMethods = false)
class Security {

    /** Scripts and everything else come from this service alone; styles may also stand in a page, pictures in the address. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data: blob:; "
            + "style-src 'self' 'unsafe-inline'; script-src 'self'; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    /** These ask much and change nothing. */
    private static final List<String> OPEN_POSTS = List.of("/api/search", "/api/embeddings", "/api/captions");

    private static final String[] ANY_SCOPE =
            Arrays.stream(Scope.values()).map(Scope::authority).toArray(String[]::new);

    private static final String[] CATALOGUES = {"/api/catalogues/**", "/api/catalogue-imports/**"};

    private static final String[] LEARNING = {
        "/api/training-jobs/**",
        "/api/training-sweeps/**",
        "/api/indexing-jobs/**",
        "/api/evaluations/**",
        "/api/models/**",
        "/api/jobs/**"
    };

    static boolean isOpenPost(String path) {
        return OPEN_POSTS.contains(path);
    }

    @Bean
    @ConditionalOnRole(Role.WEB)
    SecurityFilterChain chain(
            HttpSecurity security, ApiKeys keys, RateLimits limits, Gate gate, WebProperties properties)
            throws Exception {
        return withoutSessions(security)
                .addFilterBefore(new KeyFilter(keys, limits, gate), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> rules(requests, properties.searchNeedsKey()))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                                (request, response, failure) -> gate.keyMissing(response))
                        .accessDeniedHandler((request, response, failure) -> gate.scopeMissing(response)))
                .build();
    }

    /** A process that only runs jobs answers operations; whatever else is asked for is not there. */
    @Bean
    @ConditionalOnMissingRole(Role.WEB)
    SecurityFilterChain operationsOnly(HttpSecurity security, ProblemWriter problems) throws Exception {
        return withoutSessions(security)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, failure) ->
                        problems.write(response, Problem.of(HttpStatus.NOT_FOUND, "This process only runs jobs."))))
                .build();
    }

    private static HttpSecurity withoutSessions(HttpSecurity security) throws Exception {
        return security.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(Security::headers);
    }

    @Bean
    RequestRejectedHandler suspiciousRequests(ProblemWriter problems) {
        return (request, response, rejected) -> problems.write(
                response,
                Problem.invalid(List.of(new FieldProblem("request", "holds characters that are not allowed"))));
    }

    /** There are no users with passwords; without this bean the framework would make one. */
    @Bean
    AuthenticationManager noPasswords() {
        return authentication -> {
            throw new ProviderNotFoundException("Only keys are accepted");
        };
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            boolean searchNeedsKey) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll();
        if (searchNeedsKey) {
            requests.requestMatchers(HttpMethod.GET, "/api/**").hasAnyAuthority(ANY_SCOPE);
            requests.requestMatchers(HttpMethod.HEAD, "/api/**").hasAnyAuthority(ANY_SCOPE);
            requests.requestMatchers(HttpMethod.POST, OPEN_POSTS.toArray(String[]::new))
                    .hasAnyAuthority(Scope.SEARCH.authority(), Scope.ADMIN.authority());
        }
        requests.requestMatchers(HttpMethod.GET)
                .permitAll()
                .requestMatchers(HttpMethod.HEAD)
                .permitAll()
                .requestMatchers(HttpMethod.OPTIONS)
                .permitAll()
                .requestMatchers(HttpMethod.POST, OPEN_POSTS.toArray(String[]::new))
                .permitAll()
                .requestMatchers(CATALOGUES)
                .hasAnyAuthority(Scope.CATALOGUE_WRITE.authority(), Scope.ADMIN.authority())
                .requestMatchers(LEARNING)
                .hasAnyAuthority(Scope.TRAINING.authority(), Scope.ADMIN.authority())
                .anyRequest()
                .hasAuthority(Scope.ADMIN.authority());
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()"))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
    }
}
