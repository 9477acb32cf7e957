package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.Coverage;
import io.rialto.launcher.it.kit.Faucet;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Http;
import io.rialto.launcher.it.kit.Mailbox;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Login;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.Pace;
import io.rialto.launcher.it.kit.StreamFrame;
import io.rialto.launcher.it.kit.TimDevice;
import io.rialto.launcher.it.kit.TimDevice.Mode;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stream room faster than its slowest subscribers: what came, with what was told missing, is all that was published. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
final class StreamGapsIT {
    private static final int FRAMES = Integer.getInteger("rialto.it.frames", 10_000);
    private static final int CYCLES = 2;
    /** Less than the queue, so that a subscriber that reads loses nothing. */
    private static final int AHEAD = 16;

    private static final Buffer FILLER = Buffer.buffer("x".repeat(2_000));
    private static final int QUEUE_BYTES = 65_536;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");

    @RegisterExtension
    static final GatewayExtension GATEWAY =
            new GatewayExtension().with("listeners.queueBytes", String.valueOf(QUEUE_BYTES));

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Faucet> faucets = new ArrayList<>();
    private final List<Coverage> told = new ArrayList<>();
    private final Map<String, Mailbox<?>> untold = new LinkedHashMap<>();
    private final Map<String, Double> before = new LinkedHashMap<>();
    private NodeUnderTest node;
    private String room;
    private WsStream publisher;
    private Mailbox<StreamFrame> steady;
    private int published;

    /** That of the steady subscriber. */
    private final Pace pace = new Pace(AHEAD, 1);

    @BeforeEach
    void begin(NodeUnderTest running) {
        node = running;
        WsClient owner = open(WsClient.signedIn(node, node.accounts().make("owner")));
        room = owner.call("room.create", new JsonObject().put("preset", "vroom"))
                .getString("room");
        publisher = WsStream.publisher(owner, room);
        steady = open(WsStream.subscriber(WsClient.signedIn(node, viewer()), room))
                .frames();
        steady.listen(frame -> pace.heard(0));
        for (String door : List.of("thrift", "mqtt")) {
            before.put(door, counted(door));
        }
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void everySubscriberIsToldExactlyWhatItHasMissed() {
        webSocket();
        mqtt5();
        bigBinary(0);
        bigBinary(32_768);
        mqtt3();
        tim();

        for (int cycle = 0; cycle < CYCLES; cycle++) {
            publish(FRAMES / CYCLES / 3);
            faucets.forEach(Faucet::shut);
            publish(FRAMES / CYCLES * 2 / 3);
            faucets.forEach(Faucet::open);
            Wait.until("everything is told", LIMIT, this::isAllTold);
        }

        told.forEach(coverage -> {
            System.out.println("stream gaps: " + coverage);
            assertThat(coverage.faults()).isEmpty();
            assertThat(coverage.upTo()).as(coverage.toString()).isEqualTo(published);
            assertThat(coverage.gaps()).as(coverage.toString()).isGreaterThanOrEqualTo(CYCLES);
            assertThat(coverage.frames()).as(coverage.toString()).isGreaterThan(FRAMES / 20);
        });
        assertCounted("thrift", () -> untold.get("tim").size());
        assertCounted("mqtt", () -> untold.get("mqtt3").size() + told.get(1).frames() - published);
    }

    @Test
    void everySubscriberIsToldThoughItHardlyEverCatchesUp() {
        webSocket();
        mqtt5();
        bigBinary(0);
        bigBinary(32_768);

        faucets.forEach(Faucet::shut);
        for (int i = 0; i < FRAMES / 200; i++) {
            publish(100);
            faucets.forEach(faucet -> faucet.letPass(50_000));
        }
        faucets.forEach(Faucet::open);
        Wait.until("everything is told", LIMIT, this::isAllTold);

        told.forEach(coverage -> System.out.println("stream gaps: " + coverage));
        told.forEach(coverage -> {
            assertThat(coverage.faults()).isEmpty();
            assertThat(coverage.gaps()).as(coverage.toString()).isPositive();
        });
    }

    /** Whether all know of all frames; if not, one more is published, for MQTT 5 tells with the next delivery. */
    private boolean isAllTold() {
        boolean all = told.stream().allMatch(coverage -> coverage.upTo() >= published);
        if (!all) {
            publish(1);
        }
        return all;
    }

    /** Of a door that cannot tell its clients: what it has delivered, with what it counts as dropped, is everything. */
    private void assertCounted(String door, LongSupplier delivered) {
        Wait.until("all of " + door, LIMIT, () -> delivered.getAsLong() + (long) dropped(door) >= published);
        System.out.printf(
                "stream gaps: %s: %d frames, %.0f counted as dropped%n", door, delivered.getAsLong(), dropped(door));
        assertThat(dropped(door)).as(door).isPositive();
        assertThat(delivered.getAsLong() + (long) dropped(door)).as(door).isEqualTo(published);
    }

    /** How many were dropped at a door since the test began. */
    private double dropped(String door) {
        return counted(door) - before.get(door);
    }

    private double counted(String door) {
        return node.metric("rialto_dropped_total", "door=\"" + door + "\",reason=\"slow_consumer\"");
    }

    private void publish(int frames) {
        for (int i = 0; i < frames; i++) {
            pace.awaitTurn();
            publisher.publish(1, FILLER);
        }
        published += frames;
        steady.awaitSize(published, LIMIT);
    }

    private void webSocket() {
        Coverage coverage = told("websocket", true);
        WsClient client = open(WsClient.connect(
                Http.CLIENT, URI.create("ws://127.0.0.1:" + faucet("http").port() + "/v1/ws")));
        client.call("auth", new JsonObject().put("token", node.accounts().token(viewer())));
        client.on("gap", event -> {
            assertThat(event.getString("reason")).isEqualTo("slow_consumer");
            coverage.gap(event.getLong("from"), event.getLong("to"));
        });
        WsStream.subscriber(client, room).frames().passTo(frame -> coverage.frame(frame.seq()));
    }

    private void mqtt5() {
        Coverage coverage = told("mqtt5", true);
        mqtt(Version.V5).arrivals().passTo(frame -> {
            String gaps = frame.properties().getOrDefault("gap", "");
            RANGE.matcher(gaps).results().forEach(gap -> coverage.gap(number(gap, 1), number(gap, 2)));
            coverage.frame(Long.parseLong(frame.properties().get("seq")));
        });
    }

    private void bigBinary(int window) {
        Coverage coverage = told("big-binary, window " + window, true);
        BigBinaryDevice device =
                open(BigBinaryDevice.signedIn(faucet("bigbinary").port(), node, viewer(), "", window));
        device.frames().passTo(frame -> coverage.frame(frame.seq()));
        device.gaps().passTo(gap -> coverage.gap(gap.from(), gap.to()));
        device.subscribe(room);
    }

    private void mqtt3() {
        untold.put("mqtt3", mqtt(Version.V3).arrivals());
    }

    private void tim() {
        TimDevice device = open(TimDevice.signedIn(faucet("thrift").port(), node, viewer(), "phone", false));
        device.subscribe(room.substring(2), Mode.STRUCTS);
        untold.put("tim", device.frames());
    }

    private MqttDevice mqtt(Version version) {
        String account = viewer();
        Login login = new Login(account, node.accounts().token(account), account, false, 65_535);
        MqttDevice device = open(MqttDevice.connect(version, faucet("mqtt").port(), login));
        assertThat(device.subscribe("$stream/" + room.substring(2) + "/#", 0)).isZero();
        return device;
    }

    private Coverage told(String observer, boolean ordered) {
        Coverage coverage = new Coverage(observer, ordered);
        told.add(coverage);
        return coverage;
    }

    private Faucet faucet(String door) {
        Faucet faucet = open(new Faucet(node.port(door)));
        faucets.add(faucet);
        return faucet;
    }

    private static long number(MatchResult range, int group) {
        return Long.parseLong(range.group(group));
    }

    private String viewer() {
        return node.accounts().make("viewer");
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }
}
