package io.rialto.adapter.http;

import io.rialto.adapter.json.Failure;
import io.rialto.adapter.web.HttpConnections;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every request that failed, whoever refused it, as {@code {code, error, info}}. */
final class Failures implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int[] OF_ROUTER = {400, 404, 405, 406, 413, 414, 415, 417, 500};

    private Failures() {}

    /** Makes this the answer to all failures of a router. */
    static void of(Router router) {
        Failures failures = new Failures();
        router.route().failureHandler(failures);
        for (int status : OF_ROUTER) {
            router.errorHandler(status, routing -> failures.handle(routing, status));
        }
    }

    @Override
    public void handle(RoutingContext routing) {
        handle(routing, 500);
    }

    private void handle(RoutingContext routing, int fallback) {
        Throwable cause = routing.failure();
        int status = routing.statusCode() > 0 ? routing.statusCode() : fallback;
        if (cause instanceof GatewayException known) {
            send(routing, HttpStatus.of(known.code()), Failure.of(known));
        } else if (status < 500) {
            send(routing, status, ofRouter(status));
        } else {
            LOG.error(
                    "{} {} failed",
                    routing.request().method(),
                    routing.request().path(),
                    cause);
            send(routing, 500, Failure.of(cause));
        }
    }

    private static void send(RoutingContext routing, int status, Failure failure) {
        HttpServerResponse response = routing.response();
        if (response.ended() || response.closed()) {
            return;
        }
        switch (status) {
            case 401 -> response.putHeader("WWW-Authenticate", "Bearer");
            case 413 -> response.putHeader(HttpHeaders.CONNECTION, "close");
            case 429, 503 -> response.putHeader("Retry-After", "1");
            default -> {
                // the other statuses say all there is to say
            }
        }
        Reply.json(status, out -> {
                    out.writeStartObject();
                    failure.writeFields(out);
                    out.writeEndObject();
                })
                .to(response);
        if (status == 413) {
            HttpConnections.hangUp(routing.request());
        }
    }

    private static Failure ofRouter(int status) {
        return switch (status) {
            case 404 -> new Failure(ErrorCode.NOT_FOUND, "there is no such path");
            case 405 -> new Failure(ErrorCode.UNSUPPORTED, "there is no such method on this path");
            case 413 -> new Failure(ErrorCode.TOO_LARGE, "the body is too large");
            case 415 -> new Failure(ErrorCode.UNSUPPORTED, "expected a body of type application/json");
            default -> new Failure(ErrorCode.BAD_REQUEST, "the request is malformed");
        };
    }
}
