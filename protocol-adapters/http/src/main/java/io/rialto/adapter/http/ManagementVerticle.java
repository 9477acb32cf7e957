package io.rialto.adapter.http;

import io.rialto.adapter.ManagementMount;
import io.rialto.adapter.json.JsonSource;
import io.rialto.adapter.web.ServerOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The management port: health, metrics, what operators see and do. One instance. */
public final class ManagementVerticle extends VerticleBase {
    private static final int MAX_BODY = 256 * 1024;
    private static final int IDLE_SECONDS = 60;
    private static final long STOP_SECONDS = 2;
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final Set<String> OPEN = Set.of("/healthz", "/readyz", "/metrics", OpenApi.PATH);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Management management;
    private final Operators operators;
    private HttpServer server;
    private Paths paths;
    private EventDoor events;

    /** A port for this; it listens when it is deployed. */
    public ManagementVerticle(Management management) {
        this.management = management;
        this.operators =
                new Operators(management.people().secret(), management.people().others());
    }

    @Override
    public Future<?> start() {
        paths = new Paths(context, this::router);
        HttpServerOptions options =
                ServerOptions.of(management.config().tls(), List.of()).setIdleTimeout(IDLE_SECONDS);
        server = vertx.createHttpServer(options).requestHandler(request -> {
            if (EventDoor.PATH.equals(request.path()) && Upgrades.isWanted(request)) {
                events().handle(request);
            } else {
                paths.handle(request);
            }
        });
        return server.listen(management.config().port(), management.config().host());
    }

    @Override
    public Future<?> stop() {
        return server.shutdown(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** The port it listens on, after the start. */
    public int port() {
        return server.actualPort();
    }

    /** Method and path of everything that is answered to somebody who has credentials. */
    Set<String> routed() {
        return router().getRoutes().stream()
                .filter(route -> route.methods() != null && !OPEN.contains(route.getName()))
                .flatMap(route -> route.methods().stream().map(method -> method + " " + route.getName()))
                .collect(Collectors.toSet());
    }

    /** Made, like the paths, for whoever asks first. */
    private EventDoor events() {
        if (events == null) {
            events = new EventDoor(management, operators);
        }
        return events;
    }

    private Router router() {
        Router all = Router.router(vertx);
        Failures.of(all);
        open(all);
        management.mounts().forEach(mount -> mount(all, mount, operators));
        all.route("/v1/*").handler(routing -> {
            operators.require(routing, true);
            routing.next();
        });
        JsonOnly.bodies(all, MAX_BODY);
        JsonSource json = new JsonSource(MAX_BODY);
        routes().forEach(route -> route.on(all, routing -> answer(new Request(routing, json), route)));
        return all;
    }

    private List<Route<Request>> routes() {
        return OfficeRoutes.of(management);
    }

    /** What needs no credentials. */
    private void open(Router all) {
        all.get("/healthz").handler(routing -> reply(routing, Reply.text(200, PLAIN, "alive\n")));
        all.get("/readyz").handler(routing -> reply(routing, readiness()));
        all.get("/metrics")
                .handler(routing -> reply(
                        routing,
                        Reply.text(200, PROMETHEUS, management.sight().metrics().get())));
        OpenApi description =
                new OpenApi("Rialto, management", "What operators see and do.", routes(), management.mounts());
        all.get(OpenApi.PATH).handler(routing -> reply(routing, description.reply()));
    }

    private Reply readiness() {
        Optional<String> problem = management.sight().problem().get();
        return problem.map(text -> Reply.text(503, PLAIN, text + "\n")).orElse(Reply.text(200, PLAIN, "ready\n"));
    }

    /** Whoever may only look is refused before anything of the request is read. */
    private void answer(Request request, Route<Request> route) {
        RoutingContext routing = request.routing();
        operators.require(routing, route.reads());
        route.action().apply(request).onSuccess(reply -> reply(routing, reply)).onFailure(routing::fail);
    }

    private static void mount(Router all, ManagementMount mount, Operators operators) {
        all.route(mount.path()).handler(routing -> {
            operators.requireNamed(routing, mount.reads());
            routing.next();
        });
        all.route(mount.path()).handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        all.route(mount.path()).handler(routing -> {
            String type = routing.request().getHeader(HttpHeaders.CONTENT_TYPE);
            Buffer body = routing.body().buffer();
            mount.action()
                    .answer(type != null && type.contains(FORM), body == null ? Buffer.buffer() : body)
                    .onSuccess(answer -> reply(routing, new Reply(200, "application/json", false, answer)))
                    .onFailure(routing::fail);
        });
    }

    private static void reply(RoutingContext routing, Reply reply) {
        reply.to(routing.response());
    }
}
