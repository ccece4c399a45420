package io.vitrine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises the administrator by the key; part of the security chain only, hence no bean. */
final class KeyFilter extends OncePerRequestFilter {

    static final String ADMINISTRATOR = "SCOPE_admin";

    private static final String BEARER = "Bearer ";

    private final AdministratorKey key;
    private final Gate gate;

    KeyFilter(AdministratorKey key, Gate gate) {
        this.key = key;
        this.gate = gate;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String presented = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (presented == null) {
            chain.doFilter(request, response);
        } else if (!presented.regionMatches(true, 0, BEARER, 0, BEARER.length())
                || !key.matches(presented.substring(BEARER.length()).strip())) {
            gate.keyWrong(response);
        } else {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                    "administrator", null, AuthorityUtils.createAuthorityList(ADMINISTRATOR)));
            SecurityContextHolder.setContext(context);
            chain.doFilter(request, response);
        }
    }

    /** The answer to a stream is written in a second dispatch, which must be allowed as the first was. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
