package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.rialto.adapter.testing.FakeSessions;
import io.rialto.adapter.testing.NoLeaks;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MQTT over WebSocket as client libraries see it that others wrote. */
@ExtendWith(NoLeaks.class)
class WebSocketClientsTest {
    private static final int MESSAGES = 200;

    /** Tells every packet. Kept, since loggers are forgotten with their level. */
    private static final Logger PAHO = Logger.getLogger("org.eclipse.paho");

    private TestDoor door;

    @BeforeAll
    static void hush() {
        PAHO.setLevel(Level.OFF);
    }

    @BeforeEach
    void open() {
        door = TestDoor.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @EnumSource
    void carriesEveryMessageOfHiveMq(MqttQos qos) throws Exception {
        Mqtt5BlockingClient client = com.hivemq.client.mqtt.MqttClient.builder()
                .useMqttVersion5()
                .identifier("alice")
                .serverPort(door.httpPort())
                .webSocketConfig()
                .serverPath("mqtt")
                .applyWebSocketConfig()
                .simpleAuth()
                .username("alice")
                .password(FakeSessions.PASSWORD.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        client.connect();
        try (Mqtt5BlockingClient.Mqtt5Publishes publishes = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith().topicFilter("a/#").qos(qos).send();

            for (int i = 0; i < MESSAGES; i++) {
                client.publishWith().topic("a/b").qos(qos).payload(payload(i)).send();
            }

            for (int i = 0; i < MESSAGES; i++) {
                assertThat(publishes.receive(10, TimeUnit.SECONDS).orElseThrow().getPayloadAsBytes())
                        .isEqualTo(payload(i));
            }
        }
        client.disconnect();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void carriesEveryMessageOfPahoWithMqtt3(int qos) throws Exception {
        BlockingQueue<byte[]> got = new LinkedBlockingQueue<>();
        MqttClient client = new MqttClient(uri(), "alice", new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setMaxInflight(MESSAGES); // Paho says that one is done before it counts it out
        options.setUserName("alice");
        options.setPassword(FakeSessions.PASSWORD.toCharArray());
        client.connect(options);
        client.subscribe("a/#", qos, (topic, message) -> got.add(message.getPayload()));

        for (int i = 0; i < MESSAGES; i++) {
            client.publish("a/b", payload(i), qos, false);
        }

        for (int i = 0; i < MESSAGES; i++) {
            assertThat(got.poll(10, TimeUnit.SECONDS)).isEqualTo(payload(i));
        }
        client.disconnect();
        client.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void carriesEveryMessageOfPahoWithMqtt5(int qos) throws Exception {
        BlockingQueue<byte[]> got = new LinkedBlockingQueue<>();
        org.eclipse.paho.mqttv5.client.MqttClient client = new org.eclipse.paho.mqttv5.client.MqttClient(
                uri(), "alice", new org.eclipse.paho.mqttv5.client.persist.MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("alice");
        options.setPassword(FakeSessions.PASSWORD.getBytes(StandardCharsets.UTF_8));
        client.connect(options);
        client.subscribe(
                new MqttSubscription[] {new MqttSubscription("a/#", qos)},
                new IMqttMessageListener[] {(topic, message) -> got.add(message.getPayload())});

        for (int i = 0; i < MESSAGES; i++) {
            client.publish("a/b", payload(i), qos, false);
        }

        for (int i = 0; i < MESSAGES; i++) {
            assertThat(got.poll(10, TimeUnit.SECONDS)).isEqualTo(payload(i));
        }
        client.disconnect();
        client.close();
    }

    @Test
    void sharesTheRoomWithTcp() throws Exception {
        try (RawClient tcp = door.raw3("bob")) {
            tcp.send("82 06 00 01 00 01 61 00").expect("90 03 00 01 00");
            MqttClient client = new MqttClient(uri(), "alice", new MemoryPersistence());
            MqttConnectOptions options = new MqttConnectOptions();
            options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
            options.setMaxInflight(MESSAGES); // Paho says that one is done before it counts it out
            options.setUserName("alice");
            options.setPassword(FakeSessions.PASSWORD.toCharArray());
            client.connect(options);

            client.publish("a", new byte[] {0x41}, 0, false);

            tcp.expect("30 04 00 01 61 41");
            client.disconnect();
            client.close();
        }
    }

    private String uri() {
        return "ws://127.0.0.1:" + door.httpPort() + "/mqtt";
    }

    private static byte[] payload(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    }
}
