package io.rialto.adapter.websocket;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.Fanout;
import io.rialto.adapter.HttpMount;
import io.rialto.adapter.Loops;
import io.rialto.adapter.testing.FakeSessions;
import io.rialto.adapter.web.ServerOptions;
import io.rialto.config.ConfigReader;
import io.rialto.config.RialtoConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A WebSocket door on a real server on loopback, with core faked. */
final class TestNode implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final FakeSessions sessions;
    private final DoorMetrics metrics;
    private final HttpServer server;

    TestNode(String... settings) {
        RialtoConfig config = ConfigReader.read(Optional.empty(), Map.of(), List.of(settings));
        Loops loops =
                new Loops(config.channels().routeCache(), config.listeners().gather());
        sessions = new FakeSessions(new Fanout(loops));
        metrics = new DoorMetrics(new SimpleMeterRegistry(), "websocket");
        List<HttpMount> mounts = new WebSocketDoor(new Doors(sessions, loops, config), metrics).mounts();
        server = vertx.createHttpServer(
                        ServerOptions.of(config.listeners().http().tls(), List.of()))
                .requestHandler(request -> {
                    for (HttpMount mount : mounts) {
                        if (mount.path().equals(request.path())) {
                            request.toWebSocket().onSuccess(mount.accept()::accept);
                        }
                    }
                });
        await(server.listen(0, "127.0.0.1"));
    }

    FakeSessions sessions() {
        return sessions;
    }

    int port() {
        return server.actualPort();
    }

    long open() {
        return metrics.open();
    }

    JdkClient client() {
        return new JdkClient("ws://127.0.0.1:" + port() + WebSocketDoor.PATH);
    }

    JdkClient signedIn(String account, String device) {
        JdkClient client = client();
        client.send("{\"id\":0,\"op\":\"auth\",\"args\":{\"token\":\"" + account + "\",\"dev\":\"" + device
                + "\",\"sync\":\"none\"}}");
        client.awaitMessage("\"id\":0,\"code\":0");
        return client;
    }

    RawClient raw(String path) {
        return new RawClient(port(), path);
    }

    void shutdown() {
        await(server.shutdown(3, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static void await(io.vertx.core.Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
