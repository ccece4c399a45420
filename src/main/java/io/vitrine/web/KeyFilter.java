package io.vitrine.web;

import io.vitrine.web.ApiKeys.Holder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises callers by their keys, and counts their requests; part of the security chain only, hence no bean. */
final class KeyFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final ApiKeys keys;
    private final RateLimits limits;
    private final Gate gate;

    KeyFilter(ApiKeys keys, RateLimits limits, Gate gate) {
        this.keys = keys;
        this.limits = limits;
        this.gate = gate;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String presented = request.getHeader(HttpHeaders.AUTHORIZATION);
        Optional<Holder> holder = Optional.ofNullable(presented).flatMap(this::holder);
        OptionalLong wait = isCounted(request) ? limits.secondsToWait(caller(request, holder)) : OptionalLong.empty();
        if (wait.isPresent()) {
            gate.tooMany(response, wait.getAsLong());
        } else if (presented != null && holder.isEmpty()) {
            gate.keyWrong(response);
        } else {
            holder.ifPresent(KeyFilter::authenticate);
            chain.doFilter(request, response);
        }
    }

    private Optional<Holder> holder(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? keys.holder(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** Pages, their scripts and health are not; neither is the second dispatch of an answer. */
    private static boolean isCounted(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST
                && request.getRequestURI().startsWith(request.getContextPath() + "/api/");
    }

    private static String caller(HttpServletRequest request, Optional<Holder> holder) {
        return holder.map(known -> "key " + known.name()).orElseGet(() -> "address " + request.getRemoteAddr());
    }

    private static void authenticate(Holder holder) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authenticated(holder));
        SecurityContextHolder.setContext(context);
    }

    private static Authentication authenticated(Holder holder) {
        List<GrantedAuthority> authorities = AuthorityUtils.createAuthorityList(
                holder.scopes().stream().map(Scope::authority).toList());
        return UsernamePasswordAuthenticationToken.authenticated(holder.name(), null, authorities);
    }

    /** The answer to a stream is written in a second dispatch, which must be allowed as the first was. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
