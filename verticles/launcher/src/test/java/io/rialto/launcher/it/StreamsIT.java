package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Arrived;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.StreamFrame;
import io.rialto.launcher.it.kit.TimDevice;
import io.rialto.launcher.it.kit.Window;
import io.rialto.launcher.it.kit.WsClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stream rooms: made at one door, published to and heard at another, in the relay's order. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class StreamsIT {
    private static final int FRAMES = 2000;
    private static final int FORBIDDEN = 1103;

    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();

    private final List<AutoCloseable> open = new ArrayList<>();
    private NodeUnderTest node;

    @BeforeEach
    void begin(NodeUnderTest running) {
        node = running;
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void aVirtualRoomOfAWebSocketIsPublishedToAndHeardOverMqtt() {
        String alice = node.accounts().make("alice");
        String bob = node.accounts().make("bob");
        WsClient owner = open(WsClient.signedIn(node, alice));
        String room = owner.call("room.create", new JsonObject().put("preset", "vroom"))
                .getString("room");
        owner.call("room.grant", new JsonObject().put("room", room).put("account", bob));
        MqttDevice five = subscribed(Version.V5, room);
        MqttDevice three = subscribed(Version.V3, room);

        MqttDevice first = open(MqttDevice.connect(Version.V5, node, alice));
        MqttDevice second = open(MqttDevice.connect(Version.V3, node, bob));
        publish(first, topic(room, alice), "a");
        publish(second, topic(room, bob), "b");

        List<Arrived> heard = five.arrivals().awaitSize(2 * FRAMES);
        assertThat(heard.stream().map(frame -> Long.parseLong(frame.properties().get("seq"))))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 2 * FRAMES)
                        .mapToObj(Long::valueOf)
                        .toList());
        assertThat(three.arrivals().awaitSize(2 * FRAMES).stream().map(Arrived::text))
                .containsExactlyElementsOf(heard.stream().map(Arrived::text).toList());
        assertThat(heard.get(0).topic()).isEqualTo(topic(room, alice));
        assertThat(owner.code("room.delete", new JsonObject().put("room", room)))
                .isZero();
    }

    @Test
    void aVirtualRoomOfATimClientIsPublishedToAndHeardOverBigBinary() {
        String bob = node.accounts().make("bob");
        TimDevice owner = open(TimDevice.signedIn(node, node.accounts().make("alice"), "phone"));
        String room = owner.registerRoom();
        owner.grant(room, bob);
        owner.subscribe(room, TimDevice.Mode.RAW);
        BigBinaryDevice publisher = open(BigBinaryDevice.signedIn(node, bob, ""));
        BigBinaryDevice viewer =
                open(BigBinaryDevice.signedIn(node, node.accounts().make("viewer"), ""));
        viewer.subscribe("s:" + room);

        publisher.publish(publisher.join("s:" + room).handle(), 7, new byte[] {1});
        StreamFrame first = viewer.frames().awaitSize(1).get(0);
        owner.publish(room, -1, new byte[] {2});
        StreamFrame second = viewer.frames().awaitSize(2).get(1);

        assertThat(first).isEqualTo(new StreamFrame("s:" + room, 1, 7, bob, Buffer.buffer(new byte[] {1})));
        assertThat(second.kind()).isEqualTo(255);
        assertThat(owner.frames().awaitSize(2).stream().map(StreamFrame::body))
                .containsExactly(first.body(), second.body());
    }

    @Test
    void aVirtualRoomOfABigBinaryClientIsPublishedToAndHeardOverTim() {
        String bob = node.accounts().make("bob");
        BigBinaryDevice owner =
                open(BigBinaryDevice.signedIn(node, node.accounts().make("alice"), ""));
        BigBinaryDevice.Place room = owner.create();
        owner.grant(room.room(), bob);
        TimDevice publisher = open(TimDevice.signedIn(node, bob, "phone"));
        TimDevice viewer = open(TimDevice.signedIn(node, node.accounts().make("viewer"), "phone"));
        viewer.subscribe(room.room().substring(2), TimDevice.Mode.STRUCTS);
        owner.subscribe(room.room());

        publisher.publishRaw(room.room().substring(2), new byte[] {1});
        StreamFrame first = viewer.frames().awaitSize(1).get(0);

        assertThat(first).isEqualTo(new StreamFrame(room.room(), 1, 0, bob, Buffer.buffer(new byte[] {1})));
        assertThat(owner.frames().awaitSize(1)).containsExactly(first);
    }

    @Test
    void onlyTheOwnerGrantsAndRemoves() {
        String alice = node.accounts().make("alice");
        String bob = node.accounts().make("bob");
        WsClient owner = open(WsClient.signedIn(node, alice));
        WsClient stranger = open(WsClient.signedIn(node, bob));
        String room = owner.call("room.create", new JsonObject().put("preset", "vroom"))
                .getString("room");

        assertThat(stranger.code(
                        "room.grant", new JsonObject().put("room", room).put("account", bob)))
                .isEqualTo(FORBIDDEN);
        assertThat(stranger.code("room.delete", new JsonObject().put("room", room)))
                .isEqualTo(FORBIDDEN);
    }

    private void publish(MqttDevice device, String topic, String prefix) {
        Window window = new Window(16);
        for (int i = 0; i < FRAMES; i++) {
            Message frame = Message.of(topic, prefix + i);
            window.ask(() -> device.publish(frame).thenApply(answer -> answer));
        }
        window.awaitAll();
    }

    private MqttDevice subscribed(Version version, String room) {
        MqttDevice device =
                open(MqttDevice.connect(version, node, node.accounts().make("viewer")));
        assertThat(device.subscribe("$stream/" + room.substring(2) + "/#", 0)).isZero();
        return device;
    }

    private static String topic(String room, String account) {
        return "$stream/" + room.substring(2) + "/0/" + account;
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }
}
