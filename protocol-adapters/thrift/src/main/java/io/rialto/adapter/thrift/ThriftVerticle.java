package io.rialto.adapter.thrift;

import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.Loop;
import io.rialto.adapter.SharedPort;
import io.rialto.adapter.web.HttpConnections;
import io.rialto.adapter.web.RequestClock;
import io.rialto.adapter.web.ServerOptions;
import io.rialto.adapter.web.WebSockets;
import io.rialto.config.ThriftListenerConfig;
import io.rialto.contract.session.AccountAdmin;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The TIM door of one event loop: WebSockets at /tim, accounts at /tim2. All instances share the port. */
public final class ThriftVerticle extends VerticleBase {
    /** Where frames are spoken. */
    public static final String PATH = "/tim";

    /** Where accounts are registered, tokens fetched. */
    public static final String ACCOUNTS_PATH = "/tim2";

    private static final Logger LOG = LoggerFactory.getLogger(ThriftVerticle.class);
    /** timgo forgets the path when it is configured by hand (tim-protocol.md §7.16). */
    private static final Set<String> SOCKET_PATHS = Set.of(PATH, "/");

    private static final long STOP_SECONDS = 3;

    private final Doors doors;
    private final Admission admission;
    private final DoorMetrics metrics;
    private final AccountAdmin accounts;
    private final LongSupplier clock;
    private final ThriftListenerConfig config;
    private final WebSockets sockets;
    private ThriftDoor door;
    private AccountDesk desk;
    private HttpServer server;

    /** A door to these sessions; the admission and the metrics are those of all its instances. */
    public ThriftVerticle(Doors doors, Admission admission, DoorMetrics metrics, AccountAdmin accounts) {
        this(doors, admission, metrics, accounts, Loop::now);
    }

    ThriftVerticle(Doors doors, Admission admission, DoorMetrics metrics, AccountAdmin accounts, LongSupplier clock) {
        this.doors = doors;
        this.admission = admission;
        this.metrics = metrics;
        this.accounts = accounts;
        this.clock = clock;
        this.config = doors.listeners().thrift();
        this.sockets = new WebSockets(doors, metrics, config.maxFrameBeforeLogin(), config.maxFrame());
    }

    @Override
    public Future<?> start() {
        door = new ThriftDoor(doors, metrics, clock);
        desk = new AccountDesk(door, accounts);
        server = vertx.createHttpServer(ServerOptions.of(
                        config.tls(), config.proxy(), doors.listeners().loginTimeout(), List.of()))
                .connectionHandler(new HttpConnections(doors, admission, metrics, config.proxy()))
                .exceptionHandler(broken -> LOG.debug("connection broke: {}", broken.getMessage()))
                .requestHandler(this::onRequest);
        return server.listen(SharedPort.THRIFT.of(config.port()), door.host());
    }

    @Override
    public Future<?> stop() {
        return server.shutdown(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** The port it listens on, once it has started. */
    public int port() {
        return server.actualPort();
    }

    private void onRequest(HttpServerRequest request) {
        RequestClock clock = HttpConnections.clock(request);
        if (clock == null) {
            return; // the connection was refused while this was being read
        }
        clock.request();
        if (request.path() != null && request.path().equals(ACCOUNTS_PATH)) {
            desk.handle(request);
        } else if (!SOCKET_PATHS.contains(request.path())) {
            refuse(request, 404);
        } else if ("websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            upgrade(request);
        } else {
            request.response().putHeader(HttpHeaders.UPGRADE, "websocket");
            refuse(request, 426);
        }
    }

    /** Any origin or none: these clients send odd ones (reliability.md §3). */
    private void upgrade(HttpServerRequest request) {
        request.toWebSocket()
                .onSuccess(socket -> {
                    RequestClock clock = HttpConnections.clock(request);
                    if (clock != null) { // else the connection has gone meanwhile
                        clock.stop();
                        sockets.accept(socket, connection -> new TimConversation(new Line(connection, door)));
                    }
                })
                .onFailure(refused -> LOG.debug("upgrade refused: {}", refused.getMessage()));
    }

    private static void refuse(HttpServerRequest request, int status) {
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end();
    }
}
