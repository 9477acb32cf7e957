package io.rialto.adapter.http;

import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.json.JsonSource;
import io.rialto.adapter.web.HttpConnections;
import io.rialto.adapter.web.RequestClock;
import io.rialto.config.RialtoConfig;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The REST paths under /v1. Confined to its verticle's context. */
final class RestApi {
    private final RestSessions sessions;
    private final JsonSource json;
    private final int maxBody;
    private final List<Route<Call>> routes;

    RestApi(RialtoConfig config, RestSessions sessions, DoorMetrics metrics, LargeAnswers large) {
        this.sessions = sessions;
        this.maxBody = config.listeners().http().maxFrame();
        this.json = new JsonSource(maxBody);
        this.routes = AccountRoutes.ofCallers(config.sessions(), metrics, large);
    }

    /** All paths with their failures. */
    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        Failures.of(router);
        router.route().handler(RestApi::keepTime);
        OpenApi description = new OpenApi("Rialto, REST", "What an account may do.", routes, List.of());
        router.get(OpenApi.PATH).handler(routing -> description.reply().to(routing.response()));
        JsonOnly.bodies(router, maxBody);
        routes.forEach(route -> route.on(router, action(route)));
        return router;
    }

    private Handler<RoutingContext> action(Route<Call> route) {
        return routing -> sessions.with(
                        Bearer.token(routing), gate -> route.action().apply(new Call(new Request(routing, json), gate)))
                .onSuccess(reply -> reply.to(routing.response()))
                .onFailure(routing::fail);
    }

    private static void keepTime(RoutingContext routing) {
        RequestClock clock = HttpConnections.clock(routing.request());
        routing.addEndHandler(done -> clock.answered());
        routing.next();
    }
}
