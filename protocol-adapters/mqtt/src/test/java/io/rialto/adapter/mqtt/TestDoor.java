package io.rialto.adapter.mqtt;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.DropReason;
import io.rialto.adapter.Fanout;
import io.rialto.adapter.HttpMount;
import io.rialto.adapter.Loops;
import io.rialto.adapter.testing.FakeSessions;
import io.rialto.adapter.web.ServerOptions;
import io.rialto.config.ConfigReader;
import io.rialto.config.RialtoConfig;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A real door on a free port, over fake sessions. */
final class TestDoor implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Loops loops = new Loops(1024, Duration.ZERO);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Fanout fanout = new Fanout(loops);
    private final FakeSessions sessions = new FakeSessions(fanout);
    private final MqttBroker broker;
    private final MqttVerticle verticle;
    private final String deployment;
    private final Doors doors;
    private HttpServer http;

    private TestDoor(RialtoConfig config) {
        doors = new Doors(sessions, loops, config);
        broker = new MqttBroker(doors, registry, fanout, "Rialto test");
        verticle = new MqttVerticle(broker);
        deployment = await(vertx.deployVerticle(verticle, new DeploymentOptions()));
    }

    /** A door with these settings besides the defaults: {@code listeners.mqtt.maxPacket=2048}. */
    static TestDoor open(String... settings) {
        List<String> all = Stream.concat(Stream.of("listeners.mqtt.port=0"), Stream.of(settings))
                .toList();
        return new TestDoor(ConfigReader.read(Optional.empty(), Map.of(), all));
    }

    int port() {
        return verticle.port();
    }

    FakeSessions sessions() {
        return sessions;
    }

    DoorMetrics metrics() {
        return broker.metrics();
    }

    double dropped(DropReason reason) {
        return registry.get("rialto.dropped")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }

    /** Asks on a context of its own. */
    <T> T ask(Supplier<Future<T>> question) {
        Promise<T> answer = Promise.promise();
        vertx.getOrCreateContext().runOnContext(now -> question.get().onComplete(answer));
        return await(answer.future());
    }

    MqttBroker broker() {
        return broker;
    }

    /** The sum of a counter with these tags, key and value in turn. */
    double counted(String name, String... tags) {
        return registry.get(name).tags(tags).functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    double received() {
        return registry.get("rialto.messages.received").functionCounter().count();
    }

    /** A raw connection that has not said anything. */
    RawClient raw() throws Exception {
        return new RawClient(port());
    }

    /** A raw MQTT 5 connection that has signed in as this account. */
    RawClient raw5(String account) throws Exception {
        RawClient client = raw();
        client.send(RawClient.connect5(account, ""));
        client.readPacket();
        return client;
    }

    /** A raw MQTT 3.1.1 connection that has signed in as this account. */
    RawClient raw3(String account) throws Exception {
        RawClient client = raw();
        client.send(RawClient.connect3(account));
        client.expect("20 02 00 00");
        return client;
    }

    /** The port of an HTTP server on which this door is mounted, as the HTTP door does it. */
    int httpPort() {
        if (http == null) {
            HttpMount mount = MqttMount.of(broker).get(0);
            http = vertx.createHttpServer(
                            ServerOptions.of(doors.listeners().http().tls(), mount.subprotocols()))
                    .requestHandler(request -> request.toWebSocket().onSuccess(mount.accept()::accept));
            await(http.listen(0, "127.0.0.1"));
        }
        return http.actualPort();
    }

    /** A WebSocket that has not said anything. */
    RawWebSocket webSocket() throws Exception {
        return new RawWebSocket(httpPort());
    }

    /** Stops the HTTP server as the HTTP door does. */
    void stopHttp() {
        await(http.shutdown(3, TimeUnit.SECONDS));
    }

    void stop() {
        await(vertx.undeploy(deployment));
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
