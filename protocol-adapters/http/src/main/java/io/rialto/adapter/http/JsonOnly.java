package io.rialto.adapter.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;

/** Reads bodies: within a limit, of JSON only, of callers that bring a token only. */
final class JsonOnly {
    private JsonOnly() {}

    /** Reads the bodies of all requests to the routes that follow. */
    static void bodies(Router router, int maxBytes) {
        BodyHandler reader = BodyHandler.create(false).setBodyLimit(maxBytes);
        router.route().handler(routing -> {
            if (!hasBody(routing.request())) {
                routing.next();
            } else if (!isJson(routing.request())) {
                routing.fail(415);
            } else {
                read(routing, reader);
            }
        });
    }

    private static void read(RoutingContext routing, BodyHandler reader) {
        Bearer.token(routing);
        reader.handle(routing);
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    private static boolean isJson(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null
                && type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals("application/json");
    }
}
