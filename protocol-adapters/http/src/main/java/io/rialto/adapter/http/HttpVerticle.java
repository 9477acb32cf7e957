package io.rialto.adapter.http;

import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.HttpMount;
import io.rialto.adapter.SharedPort;
import io.rialto.adapter.web.HttpConnections;
import io.rialto.adapter.web.RequestClock;
import io.rialto.adapter.web.ServerOptions;
import io.rialto.config.HttpListenerConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP door: REST under /v1, WebSockets of the doors that are mounted here. Any number of instances, one port. */
public final class HttpVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(HttpVerticle.class);
    private static final long STOP_SECONDS = 3;

    private final Doors doors;
    private final Admission admission;
    private final DoorMetrics metrics;
    private final List<HttpMount> mounts;
    private final HttpListenerConfig config;
    private final Upgrades upgrades;
    private HttpServer server;
    private RestSessions sessions;
    private Paths rest;

    /** A server for these mounts; it listens when it is deployed. */
    public HttpVerticle(Doors doors, Admission admission, DoorMetrics metrics, List<HttpMount> mounts) {
        this.doors = doors;
        this.admission = admission;
        this.metrics = metrics;
        this.mounts = List.copyOf(mounts);
        this.config = doors.listeners().http();
        this.upgrades = new Upgrades(this.mounts, new OriginPolicy(config.origins()));
    }

    @Override
    public Future<?> start() {
        sessions = new RestSessions(doors, (ContextInternal) context);
        rest = new Paths(context, this::rest);
        vertx.setPeriodic(RestSessions.SWEEP_MILLIS, sweep -> sessions.sweep());
        server = vertx.createHttpServer(ServerOptions.of(
                        config.tls(), config.proxy(), doors.listeners().loginTimeout(), Upgrades.subprotocols(mounts)))
                .connectionHandler(new HttpConnections(doors, admission, metrics, config.proxy()))
                .exceptionHandler(broken -> LOG.debug("connection broke: {}", broken.getMessage()))
                .requestHandler(this::onRequest);
        return server.listen(SharedPort.HTTP.of(config.port()), doors.host(config.host()));
    }

    @Override
    public Future<?> stop() {
        sessions.close();
        return server.shutdown(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** The port it listens on, after the start. */
    public int port() {
        return server.actualPort();
    }

    private void onRequest(HttpServerRequest request) {
        RequestClock clock = HttpConnections.clock(request);
        if (clock == null) {
            return; // the connection was refused while this was being read
        }
        clock.request();
        if (Upgrades.isWanted(request)) {
            upgrades.handle(request);
        } else if (upgrades.isMount(request)) {
            request.response()
                    .setStatusCode(426)
                    .putHeader("Upgrade", "websocket")
                    .end();
        } else {
            rest.handle(request);
        }
    }

    private Router rest() {
        LargeAnswers large = LargeAnswers.of(doors.config(), context.getInstanceCount(), metrics);
        return new RestApi(doors.config(), sessions, metrics, large).router(vertx);
    }
}
