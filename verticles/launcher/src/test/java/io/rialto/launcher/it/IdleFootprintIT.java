package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.LiveHeap;
import io.rialto.launcher.it.kit.MqttBytes;
import io.rialto.launcher.it.kit.RawSocket;
import io.rialto.launcher.it.kit.RawWebSocket;
import io.rialto.launcher.it.kit.Wait;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much of its heap a node keeps for a connection that has signed in and says nothing. Bytes are the same on every
 * machine: whoever hangs something on each connection is told here. The bounds are what was measured and a tenth.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class IdleFootprintIT {
    private static final int CONNECTIONS = 1000;
    private static final int MQTT_CONNACK = 4;
    private static final int MQTT_SUBACK = 5;

    @TempDir
    private Path data;

    private JarNode node;

    @BeforeEach
    void start() {
        node = new JarNode(data, Map.of());
    }

    @AfterEach
    void end() {
        node.close();
    }

    @Test
    void anIdleMqttConnectionKeepsAtMost2500Bytes() {
        assertThat(bytesEach(this::mqtt)).isBetween(500L, 2500L);
    }

    @Test
    void anMqttConnectionThatListensToOneTopicKeepsAtMost4000Bytes() {
        assertThat(bytesEach(this::listening)).isBetween(500L, 4000L);
    }

    @Test
    void anIdleWebSocketKeepsAtMost3000Bytes() {
        assertThat(bytesEach(this::webSocket)).isBetween(500L, 3000L);
    }

    /** Connects a client by its number. */
    private interface Connect {
        AutoCloseable client(int number);
    }

    /** Measured the second time: what the first clients load, compile or make grow is no connection's. */
    private long bytesEach(Connect connect) {
        LiveHeap heap = new LiveHeap(node.process().pid());
        close(all(connect));
        long before = heap.bytes();
        List<AutoCloseable> clients = all(connect);
        long each = (heap.bytes() - before) / CONNECTIONS;
        System.out.printf("idle footprint: %d bytes of heap each%n", each);
        close(clients);
        return each;
    }

    private static List<AutoCloseable> all(Connect connect) {
        return new ArrayList<>(
                IntStream.range(0, CONNECTIONS).mapToObj(connect::client).toList());
    }

    private void close(List<AutoCloseable> clients) {
        try {
            for (AutoCloseable client : clients) {
                client.close();
            }
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
        Wait.until("no session is left", () -> node.metric("rialto_sessions", "") == 0);
    }

    private RawSocket mqtt(int number) {
        RawSocket socket = RawSocket.connect(node.port("mqtt"));
        socket.send(new MqttBytes()
                .text("MQTT")
                .bytes(4, 2, 0, 0)
                .text("idle-" + number)
                .packet(MqttBytes.CONNECT));
        assertThat(socket.read(MQTT_CONNACK)).containsExactly(0x20, 2, 0, 0);
        return socket;
    }

    private RawSocket listening(int number) {
        RawSocket socket = mqtt(number);
        socket.send(MqttBytes.subscribe(4, "idle/" + number, 0));
        assertThat(socket.read(MQTT_SUBACK)).startsWith(0x90, 3).endsWith(0);
        return socket;
    }

    private RawWebSocket webSocket(int number) {
        RawWebSocket socket = RawWebSocket.connect(node, 0);
        JsonObject answer = socket.call(number, "auth", new JsonObject().put("anonymous", true));
        assertThat(answer.getInteger("code")).isZero();
        return socket;
    }
}
