package io.rialto.adapter.thrift;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.DropReason;
import io.rialto.adapter.Fanout;
import io.rialto.adapter.Loop;
import io.rialto.adapter.Loops;
import io.rialto.adapter.testing.FakeSessions;
import io.rialto.config.ConfigReader;
import io.rialto.config.RialtoConfig;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.AccountAdmin;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The TIM door on loopback, two instances on one port, with core faked. */
final class TestDoor implements AutoCloseable, AccountAdmin {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Vertx vertx = Vertx.vertx();
    /** The ticket that everybody gets. */
    static final long TICKET = (1L << 53) - 1;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FakeSessions sessions;
    private final DoorMetrics metrics;
    private final List<ThriftVerticle> instances = new CopyOnWriteArrayList<>();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final AtomicLong ahead = new AtomicLong();
    private final String deployment;

    TestDoor(String... settings) {
        List<String> all =
                new ArrayList<>(List.of("listeners.thrift.port=0", "listeners.thrift.offlinePresence=false"));
        all.addAll(List.of(settings));
        RialtoConfig config = ConfigReader.read(Optional.empty(), Map.of(), all);
        Loops loops = new Loops(16, Duration.ZERO);
        sessions = new FakeSessions(new Fanout(loops));
        metrics = new DoorMetrics(registry, "thrift");
        Doors doors = new Doors(sessions, loops, config);
        Admission admission = new Admission(doors.listeners(), metrics);
        deployment = await(vertx.deployVerticle(
                () -> {
                    ThriftVerticle instance =
                            new ThriftVerticle(doors, admission, metrics, this, () -> Loop.now() + ahead.get());
                    instances.add(instance);
                    return instance;
                },
                new DeploymentOptions().setInstances(2)));
    }

    /** So many milliseconds pass at once for the door. */
    void passes(long millis) {
        ahead.addAndGet(millis);
    }

    FakeSessions sessions() {
        return sessions;
    }

    int port() {
        return instances.get(0).port();
    }

    boolean instancesShareThePort() {
        return instances.stream().mapToInt(ThriftVerticle::port).distinct().count() == 1;
    }

    long open() {
        return metrics.open();
    }

    /** How much was dropped for a reason. */
    double dropped(DropReason reason) {
        return registry.get("rialto.dropped")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }

    /** How many bytes wait for all connections together, besides what their sockets have taken. */
    double waitingBytes() {
        return registry.get("rialto.queue.bytes").gauge().value();
    }

    TimClient client() {
        return new TimClient(port());
    }

    /** The body of the answer to a body at /tim2. */
    byte[] post(byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/tim2"))
                .timeout(Duration.ofSeconds(15))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return send(request).body();
    }

    HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    /** The password an account was registered with; null where there is none of this login. */
    String password(String login) {
        return passwords.get(login);
    }

    void undeploy() {
        await(vertx.undeploy(deployment));
    }

    @Override
    public Future<AccountId> create(AccountId id, String login, String password) {
        return passwords.putIfAbsent(login, password) == null
                ? Future.succeededFuture(new AccountId("node-" + login))
                : Future.failedFuture(new GatewayException(ErrorCode.ALREADY, "taken"));
    }

    /** A token, which the faked core takes: the account's id. */
    @Override
    public Future<String> issueToken(AccountId account, Duration ttl) {
        return Future.succeededFuture(account.value());
    }

    /** A ticket, which the faked core takes as it does a token: as the account's id. */
    @Override
    public Future<Long> issueTicket(AccountId account, Duration ttl) {
        return Future.succeededFuture(TICKET);
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
