package io.rialto.adapter.bigbinary;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.DropReason;
import io.rialto.adapter.Fanout;
import io.rialto.adapter.Loops;
import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.FakeSessions;
import io.rialto.config.ConfigReader;
import io.rialto.config.RialtoConfig;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real door on a free port, two instances, over fake sessions. */
final class TestDoor implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Loops loops = new Loops(1024, Duration.ZERO);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FakeSessions sessions = new FakeSessions(new Fanout(loops));
    private final DoorMetrics metrics = new DoorMetrics(registry, "bigbinary");
    private final List<BigBinaryVerticle> instances = new CopyOnWriteArrayList<>();
    private final String deployment;

    /** A door with these settings besides the defaults: {@code listeners.bigbinary.maxFrame=2048}. */
    TestDoor(String... settings) {
        List<String> all = Stream.concat(Stream.of("listeners.bigbinary.port=0"), Stream.of(settings))
                .toList();
        RialtoConfig config = ConfigReader.read(Optional.empty(), Map.of(), all);
        Admission admission = new Admission(config.listeners(), metrics);
        BigBinaryDoor door = new BigBinaryDoor(new Doors(sessions, loops, config), admission, metrics);
        deployment = await(vertx.deployVerticle(
                () -> {
                    BigBinaryVerticle instance = new BigBinaryVerticle(door);
                    instances.add(instance);
                    return instance;
                },
                new DeploymentOptions().setInstances(2)));
    }

    boolean instancesShareThePort() {
        return instances.stream().mapToInt(BigBinaryVerticle::port).distinct().count() == 1;
    }

    int port() {
        return instances.get(0).port();
    }

    FakeSessions sessions() {
        return sessions;
    }

    /** The newest session of this device. */
    FakeSession session(String device) {
        return sessions.ofDevice(device);
    }

    long open() {
        return metrics.open();
    }

    double dropped(DropReason reason) {
        return registry.get("rialto.dropped")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }

    double waitingBytes() {
        return registry.get("rialto.queue.bytes").gauge().value();
    }

    /** A connection that has not said anything. */
    TestClient silent() throws IOException {
        return new TestClient(port());
    }

    /** A connection that has signed in as this account, on a device of the same name. */
    TestClient signedIn(String account) throws IOException {
        return signedIn(account, 0);
    }

    /** A connection that has signed in, with a window for frames. */
    TestClient signedIn(String account, long window) throws IOException {
        TestClient client = silent().send(TestClient.hello(account, window));
        client.readFrame("81");
        return client;
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
