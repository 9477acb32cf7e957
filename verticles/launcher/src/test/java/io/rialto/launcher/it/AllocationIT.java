package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Allocations;
import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.MqttBytes;
import io.rialto.launcher.it.kit.RawSocket;
import io.rialto.launcher.it.kit.RawWebSocket;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the hot path allocates, in bytes of heap from the JVM's own counters: they do not depend on what else the machine
 * does, as times do. A publisher says a burst in one write and the next when everybody has all of it, so that the frames
 * of a burst always go out together. The bounds stand a quarter above what was measured: one object more for each
 * delivery exceeds them.
 */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AllocationIT {
    private static final int BURST = 16;
    private static final int SUBSCRIBERS = 500;
    private static final int PAIRS = 50;
    private static final byte[] PAYLOAD = "x".repeat(64).getBytes(StandardCharsets.US_ASCII);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int QOS_0 = 0x30;
    private static final int CLEAN_SESSION = 0x02;
    private static final int PUBACK = 0x40;

    /** Rounds until the compiler has done its work; the first one within the bound ends it. */
    private static final int ROUNDS = 60;

    private final List<AutoCloseable> open = new ArrayList<>();
    private JarNode node;
    private Allocations allocations;

    @BeforeAll
    void start(@TempDir Path data) {
        node = new JarNode(data, Map.of());
        allocations = new Allocations(node.process());
    }

    @AfterEach
    void hangUp() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        open.clear();
    }

    @AfterAll
    void end() {
        allocations.close();
        node.close();
    }

    @Test
    void aDeliveryOfARunAllocatesNextToNothing() {
        RawSocket publisher = mqtt("publisher");
        List<RawSocket> subscribers = subscribers(SUBSCRIBERS, "room/all", 0);

        assertThatEach("delivery", 10 * BURST * SUBSCRIBERS, 5, () -> {
            for (int i = 0; i < 10; i++) {
                publisher.send(burst("room/all", BURST));
                subscribers.forEach(one -> read(one, BURST * packet("room/all").length));
            }
        });
    }

    @Test
    void aWriteToASubscriberAllocatesLittle() {
        RawSocket publisher = mqtt("publisher");
        List<RawSocket> subscribers = subscribers(SUBSCRIBERS, "room/one", 0);

        assertThatEach("delivery on its own", 20 * SUBSCRIBERS, 54, () -> {
            for (int i = 0; i < 20; i++) {
                publisher.send(packet("room/one"));
                subscribers.forEach(one -> read(one, packet("room/one").length));
            }
        });
    }

    @Test
    void aDeliveryToAWebSocketAllocatesNextToNothing() {
        RawSocket publisher = mqtt("publisher");
        List<RawWebSocket> subscribers = new ArrayList<>();
        for (int i = 0; i < SUBSCRIBERS; i++) {
            subscribers.add(webSocket("c:room/web"));
        }

        assertThatEach("delivery", 5 * BURST * SUBSCRIBERS, 6, () -> {
            for (int i = 0; i < 5; i++) {
                publisher.send(burst("room/web", BURST));
                for (RawWebSocket one : subscribers) {
                    for (int frame = 0; frame < BURST; frame++) {
                        assertThat(one.next(LIMIT)).isNotNull();
                    }
                }
            }
        });
    }

    @Test
    void aPublishToOneSubscriberAllocatesWhatItSaysAndLittleMore() {
        List<RawSocket> publishers = publishers();
        List<RawSocket> subscribers = pairs(0);

        assertThatEach("publish", 20 * BURST * PAIRS, 400, () -> {
            for (int i = 0; i < 20; i++) {
                forEachPair(pair -> publishers.get(pair).send(burst(topic(pair), BURST)));
                forEachPair(pair -> read(subscribers.get(pair), BURST * packet(topic(pair)).length));
            }
        });
    }

    @Test
    void anAcknowledgedPublishAllocatesLittleMore() {
        List<RawSocket> publishers = publishers();
        List<RawSocket> subscribers = pairs(1);

        assertThatEach("publish with QoS 1", 20 * BURST * PAIRS, 500, () -> {
            for (int i = 0; i < 20; i++) {
                forEachPair(pair -> publishers.get(pair).send(acknowledgedBurst(topic(pair))));
                forEachPair(pair -> acknowledge(subscribers.get(pair), topic(pair)));
                forEachPair(pair -> read(publishers.get(pair), BURST * 4));
            }
        });
    }

    private static void forEachPair(IntConsumer step) {
        IntStream.range(0, PAIRS).forEach(step);
    }

    /** As long for every pair. */
    private static String topic(int pair) {
        return "pair/" + (10 + pair);
    }

    /** Rounds of a load until one allocates no more than this for each of so many things that it does. */
    private void assertThatEach(String what, int count, double bound, Runnable load) {
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > bound; round++) {
            long before = allocations.bytes();
            load.run();
            least = Math.min(least, (double) (allocations.bytes() - before) / count);
        }
        assertThat(least).as("bytes of heap that each " + what + " allocates").isLessThanOrEqualTo(bound);
        System.out.printf("bytes of heap for each %s: %.1f, bound %.0f%n", what, least, bound);
    }

    private List<RawSocket> publishers() {
        List<RawSocket> all = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            all.add(mqtt("publisher" + i));
        }
        return all;
    }

    private List<RawSocket> pairs(int qos) {
        List<RawSocket> all = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            all.add(subscriber("subscriber" + i, "pair/" + (10 + i), qos));
        }
        return all;
    }

    private List<RawSocket> subscribers(int count, String topic, int qos) {
        List<RawSocket> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(subscriber("subscriber" + i, topic, qos));
        }
        return all;
    }

    private RawSocket subscriber(String clientId, String topic, int qos) {
        RawSocket socket = mqtt(clientId);
        socket.send(MqttBytes.subscribe(4, topic, qos));
        read(socket, 5);
        return socket;
    }

    /** A guest; guests use channels only. */
    private RawSocket mqtt(String clientId) {
        RawSocket socket = RawSocket.connect(node.port("mqtt"));
        open.add(socket);
        socket.send(new MqttBytes()
                .text("MQTT")
                .bytes(4, CLEAN_SESSION, 0, 0)
                .text(clientId)
                .packet(MqttBytes.CONNECT));
        read(socket, 4);
        return socket;
    }

    private RawWebSocket webSocket(String room) {
        RawWebSocket socket = RawWebSocket.connect(node, 0);
        open.add(socket);
        socket.call(1, "auth", new JsonObject().put("anonymous", true));
        socket.call(2, "room.join", new JsonObject().put("room", room));
        return socket;
    }

    private static byte[] packet(String topic) {
        return new MqttBytes().text(topic).raw(PAYLOAD).packet(QOS_0);
    }

    private static byte[] acknowledgedBurst(String topic) {
        ByteArrayOutputStream burst = new ByteArrayOutputStream();
        for (int id = 1; id <= BURST; id++) {
            burst.writeBytes(
                    new MqttBytes().text(topic).bytes(0, id).raw(PAYLOAD).packet(MqttBytes.PUBLISH_QOS1));
        }
        return burst.toByteArray();
    }

    /** Takes a burst, then sends the PUBACKs in one write: the packet id stands behind the topic. */
    private static void acknowledge(RawSocket subscriber, String topic) {
        int length = packet(topic).length + 2;
        byte[] packets = subscriber.read(BURST * length);
        assertThat(packets).hasSize(BURST * length);
        MqttBytes acks = new MqttBytes();
        for (int at = 4 + topic.length(); at < packets.length; at += length) {
            acks.bytes(PUBACK, 2, packets[at], packets[at + 1]);
        }
        subscriber.send(acks.toByteArray());
    }

    private static byte[] burst(String topic, int packets) {
        ByteArrayOutputStream burst = new ByteArrayOutputStream();
        byte[] packet = packet(topic);
        for (int i = 0; i < packets; i++) {
            burst.writeBytes(packet);
        }
        return burst.toByteArray();
    }

    private static void read(RawSocket socket, int bytes) {
        assertThat(socket.read(bytes)).hasSize(bytes);
    }
}
