package io.rialto.adapter.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.Fanout;
import io.rialto.adapter.HttpMount;
import io.rialto.adapter.Loops;
import io.rialto.adapter.testing.FakeSessions;
import io.rialto.config.ConfigReader;
import io.rialto.config.RialtoConfig;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.net.impl.ShutdownEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP door on loopback, two instances on one port, with core faked and two WebSocket places that echo. */
final class TestServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final FakeSessions sessions;
    private final DoorMetrics metrics;
    private final List<HttpVerticle> instances = new CopyOnWriteArrayList<>();
    private final AtomicInteger toldOfShutdown = new AtomicInteger();
    private final String deployment;

    TestServer(String... settings) {
        List<String> all = new ArrayList<>(List.of("listeners.http.port=0"));
        all.addAll(List.of(settings));
        RialtoConfig config = ConfigReader.read(Optional.empty(), Map.of(), all);
        Loops loops = new Loops(16, Duration.ZERO);
        sessions = new FakeSessions(new Fanout(loops));
        metrics = new DoorMetrics(new SimpleMeterRegistry(), "http");
        Doors doors = new Doors(sessions, loops, config);
        Admission admission = new Admission(doors.listeners(), metrics);
        List<HttpMount> mounts = List.of(
                new HttpMount("/echo", List.of(), TestServer::echo),
                new HttpMount("/taken", List.of(), this::takeOver),
                new HttpMount("/proto", List.of("mqtt", "mqttv3.1"), TestServer::echo));
        deployment = await(vertx.deployVerticle(
                () -> {
                    HttpVerticle instance = new HttpVerticle(doors, admission, metrics, mounts);
                    instances.add(instance);
                    return instance;
                },
                new DeploymentOptions().setInstances(2)));
    }

    FakeSessions sessions() {
        return sessions;
    }

    long open() {
        return metrics.open();
    }

    int port() {
        return instances.get(0).port();
    }

    boolean instancesShareThePort() {
        return instances.stream().mapToInt(HttpVerticle::port).distinct().count() == 1;
    }

    String uri(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    void undeploy() {
        await(vertx.undeploy(deployment));
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** How many connections at /taken were told that the server shuts down. */
    int toldOfShutdown() {
        return toldOfShutdown.get();
    }

    /** Puts an own last handler into the pipeline, as the other doors do. */
    private void takeOver(ServerWebSocket socket) {
        ((WebSocketInternal) socket)
                .channelHandlerContext()
                .pipeline()
                .replace("handler", "handler", new ChannelInboundHandlerAdapter() {
                    @Override
                    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                        if (event instanceof ShutdownEvent) {
                            toldOfShutdown.incrementAndGet();
                            ctx.close();
                        }
                    }
                });
    }

    private static void echo(ServerWebSocket socket) {
        socket.textMessageHandler(socket::writeTextMessage);
    }
}
