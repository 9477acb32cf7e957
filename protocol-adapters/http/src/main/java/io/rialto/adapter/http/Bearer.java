package io.rialto.adapter.http;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** The token of a request (RFC 6750 §2.1). */
final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /** The token of a request; null where there is none. */
    static String tokenOf(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer ? header.substring(SCHEME.length()).trim() : null;
    }

    /** The token; {@code unauthenticated} where there is none. */
    static String token(RoutingContext routing) {
        String token = tokenOf(routing.request());
        if (token == null) {
            throw new GatewayException(ErrorCode.UNAUTHENTICATED, "expected Authorization: Bearer <token>");
        }
        return token;
    }
}
