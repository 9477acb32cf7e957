package io.rialto.adapter.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * Which web pages may open WebSockets here: those of the same host, those that are listed. What is no browser sends no
 * Origin; it is not asked for one.
 */
final class OriginPolicy {
    private final List<String> listed;

    OriginPolicy(List<String> listed) {
        this.listed = listed;
    }

    boolean allows(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || listed.contains("*")) {
            return true;
        }
        return listed.stream().anyMatch(origin::equalsIgnoreCase) || isSameHost(origin, request);
    }

    private static boolean isSameHost(String origin, HttpServerRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException noOrigin) {
            return false;
        }
    }
}
