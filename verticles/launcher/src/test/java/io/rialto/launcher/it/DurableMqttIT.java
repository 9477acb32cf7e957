package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.rialto.launcher.it.kit.EmbeddedNode;
import io.rialto.launcher.it.kit.MqttBytes;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.RawMqtt;
import io.rialto.launcher.it.kit.RawMqtt.Hello;
import io.rialto.launcher.it.kit.Wait;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that outlive their connections and the node's restart, byte by byte. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class DurableMqttIT {
    private static final long HOUR = 3600;
    /** The packet ids of the queue are 1024 and the position. */
    private static final String FIRST = "04 01";

    private static final String SECOND = "04 02";

    @TempDir
    Path data;

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "tokens.secret",
            "a-secret-of-more-than-32-characters!",
            "durable.sweepInterval",
            "20ms",
            "log.level",
            "warn"));
    private EmbeddedNode node;
    private String phone;
    private String pc;

    @BeforeEach
    void start() {
        node = new EmbeddedNode(data, settings);
        phone = node.accounts().make("phone");
        pc = node.accounts().make("pc");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void goesOnAfterADisconnectAndARestart(int level) {
        try (RawMqtt client = durable(level)) {
            assertThat(client.read()).startsWith(level == 5 ? "20" : "20 02 00 00");
            subscribe(client, level, "a/+", 1);
            client.send("E0 00");
        }
        publish("a/b", "one", 1);
        publish("a/c", "two", 2);
        publish("a/c", "gone", 0);
        restart();
        publish("a/d", "three", 1);

        try (RawMqtt client = durable(level)) {
            assertThat(client.read().substring(6)).startsWith("01 00");
            assertThat(client.read())
                    .startsWith("32")
                    .contains("61 2F 62 " + FIRST)
                    .endsWith(hex("one"));
            assertThat(client.read())
                    .startsWith("32")
                    .contains("61 2F 63 " + SECOND)
                    .endsWith(hex("two"));
            assertThat(client.read())
                    .startsWith("32")
                    .contains("61 2F 64 04 03")
                    .endsWith(hex("three"));
            client.send("40 02 " + FIRST + " 40 02 " + SECOND + " 40 02 04 03 C0 00");
            assertThat(client.read()).isEqualTo("D0 00");
            publish("a/e", "live", 0);
            assertThat(client.read()).startsWith("30").endsWith(hex("live"));
            publish("a/e", "four", 1);
            assertThat(client.read())
                    .startsWith("32")
                    .contains("61 2F 65 04 04")
                    .endsWith(hex("four"));
        }
    }

    /** A share of such a session is granted QoS 1 at most; the group owns the queue. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void aShareGroupKeepsWhatIsPublishedWhileItsMemberIsAway(int level) {
        try (RawMqtt client = durable(level)) {
            client.read();
            assertThat(client.send(MqttBytes.subscribe(level, "$share/w/jobs/+", 2))
                            .read())
                    .startsWith("90")
                    .endsWith("01");
            publish("jobs/a", "one", 1);
            assertThat(client.read()).startsWith("32").endsWith(hex("one"));
            client.cut(); // without an acknowledgement
        }
        publish("jobs/b", "two", 2);
        restart();
        publish("jobs/c", "three", 1);

        try (RawMqtt client = durable(level)) {
            assertThat(client.read().substring(6)).startsWith("01 00");
            for (String text : List.of("one", "two", "three")) {
                String packet = client.read();
                assertThat(packet).startsWith("32").contains("6A 6F 62 73").endsWith(hex(text));
                client.send("40 02 "
                        + packet.substring(packet.indexOf("6A 6F 62 73") + 18).substring(0, 5));
            }
            publish("jobs/d", "four", 0);
            assertThat(client.read()).startsWith("30").endsWith(hex("four"));
            assertThat(client.send("C0 00").read())
                    .as("the acknowledgements were read")
                    .isEqualTo("D0 00");
            client.send("E0 00");
        }
        restart();
        try (RawMqtt client = durable(level)) {
            client.read();
            publish("jobs/e", "five", 1);
            assertThat(client.read()).startsWith("32").endsWith(hex("five"));
        }
    }

    @Test
    void sendsAgainUnderTheSamePacketIdWithDup() {
        try (RawMqtt client = durable(5)) {
            client.read();
            subscribe(client, 5, "a", 1);
            publish("a", "one", 1);
            publish("a", "two", 1);
            assertThat(client.read()).startsWith("32").contains(FIRST);
            assertThat(client.read()).startsWith("32").contains(SECOND);
            client.send("40 02 " + SECOND + " C0 00").read();
            client.cut();
        }
        publish("a", "three", 1);

        try (RawMqtt client = durable(5)) {
            client.read();
            assertThat(client.read()).startsWith("3A").contains(FIRST).endsWith(hex("one"));
            assertThat(client.read()).startsWith("32").contains("04 03").endsWith(hex("three"));
        }
    }

    @Test
    void keepsToTheReceiveMaximum() {
        try (RawMqtt client = RawMqtt.connect(node, new Hello(5, phone, token(phone), false, HOUR, 1))) {
            client.read();
            subscribe(client, 5, "a", 1);
            publish("a", "one", 1);
            publish("a", "two", 1);
            assertThat(client.read()).endsWith(hex("one"));
            client.send("C0 00");
            assertThat(client.read()).isEqualTo("D0 00");
            client.send("40 02 " + FIRST);
            assertThat(client.read()).endsWith(hex("two"));
        }
    }

    @Test
    void whatIsReceivedWithQos2IsNotSentAgainItsReleaseIs() {
        try (RawMqtt client = durable(5)) {
            client.read();
            subscribe(client, 5, "a", 2);
            publish("a", "once", 2);
            assertThat(client.read()).startsWith("34").contains(FIRST);
            client.send("50 02 " + FIRST);
            assertThat(client.read()).isEqualTo("62 02 " + FIRST);
            client.cut();
        }
        restart();

        try (RawMqtt client = durable(5)) {
            client.read();
            assertThat(client.read()).isEqualTo("62 02 " + FIRST);
            client.send("70 02 " + FIRST);
            publish("a", "next", 2);
            assertThat(client.read()).startsWith("34").contains(SECOND).endsWith(hex("next"));
            client.send("E0 00");
        }
        try (RawMqtt client = durable(5)) {
            client.read();
            assertThat(client.read()).startsWith("3C").contains(SECOND).endsWith(hex("next"));
        }
    }

    @Test
    void whatIsPublishedWithQos2CountsOnceOverARestart() {
        try (RawMqtt reader = durable(5)) {
            reader.read();
            subscribe(reader, 5, "a", 2);
        }
        try (RawMqtt publisher = RawMqtt.connect(node, new Hello(5, pc, token(pc), false, HOUR, 10))) {
            publisher.read();
            assertThat(publisher.send(qos2(false, "once")).read()).isEqualTo("50 02 00 07");
            publisher.cut();
        }
        restart();
        try (RawMqtt publisher = RawMqtt.connect(node, new Hello(5, pc, token(pc), false, HOUR, 10))) {
            publisher.read();
            assertThat(publisher.send(qos2(true, "once")).read()).isEqualTo("50 02 00 07");
            assertThat(publisher.send("62 02 00 07").read()).isEqualTo("70 02 00 07");
            assertThat(publisher.send("62 02 00 07").read()).isEqualTo("70 03 00 07 92");
            assertThat(publisher.send(qos2(false, "another")).read()).isEqualTo("50 02 00 07");
        }

        try (RawMqtt reader = durable(5)) {
            reader.read();
            assertThat(reader.read()).endsWith(hex("once"));
            assertThat(reader.read()).endsWith(hex("another"));
            reader.send("C0 00");
            assertThat(reader.read()).isEqualTo("D0 00");
        }
    }

    @Test
    void whatIsSaidToAnAccountWithQos2IsStoredOnceThoughItsAnswerWasLost() {
        byte[] said = new MqttBytes()
                .text("$user/" + phone)
                .bytes(0, 7, 0)
                .raw("once".getBytes(StandardCharsets.UTF_8))
                .packet(0x34);
        for (int i = 0; i < 2; i++) { // the client does not hear of the first PUBREC, the node forgets it
            try (RawMqtt publisher = RawMqtt.connect(node, new Hello(5, pc, token(pc), false, HOUR, 10))) {
                publisher.read();
                assertThat(publisher.send(said).read()).isEqualTo("50 02 00 07");
                publisher.cut();
            }
            restart();
        }

        try (RawMqtt reader = durable(5)) {
            reader.read();
            reader.send(MqttBytes.subscribe(5, "$inbox", 1));
            List<String> both = List.of(reader.read(), reader.read()); // in either order
            assertThat(both).anyMatch(packet -> packet.startsWith("90"));
            assertThat(both).anyMatch(packet -> packet.endsWith(hex("once")));
            reader.send("C0 00");
            assertThat(reader.read()).isEqualTo("D0 00");
        }
    }

    @Test
    void aCleanStartEndsTheSession() {
        try (RawMqtt client = durable(5)) {
            client.read();
            subscribe(client, 5, "a", 1);
            client.send("E0 00");
        }
        publish("a", "one", 1);
        try (RawMqtt clean = RawMqtt.connect(node, new Hello(5, phone, token(phone), true, HOUR, 10))) {
            assertThat(clean.read().substring(6)).startsWith("00 00");
            clean.send("C0 00");
            assertThat(clean.read()).isEqualTo("D0 00");
        }
    }

    @Test
    void aDisconnectMayEndTheSessionNotBeginOne() {
        try (RawMqtt client = durable(5)) {
            client.read();
            client.send("E0 07 00 05 11 00 00 00 00");
        }
        try (RawMqtt client = RawMqtt.connect(node, new Hello(5, phone, token(phone), false, 0, 10))) {
            assertThat(client.read().substring(6)).startsWith("00 00");
            assertThat(client.send("E0 07 00 05 11 00 00 00 09").read()).isEqualTo("E0 01 82");
        }
    }

    @Test
    void saysWhatItGrantsLessThanWasAsked() {
        try (RawMqtt client = RawMqtt.connect(node, new Hello(5, phone, token(phone), false, 0xFFFF_FFFFL, 10))) {
            assertThat(client.read()).contains("11 00 27 8D 00"); // 30 days
        }
    }

    @Test
    void countsTheLifeOfAMessageDown() {
        try (RawMqtt client = durable(5)) {
            client.read();
            subscribe(client, 5, "a", 1);
            client.send("E0 00");
        }
        publish(new MqttBytes().text("a").bytes(0, 7, 5, 2, 0, 0, 0, 1).raw("brief".getBytes(StandardCharsets.UTF_8)));
        publish(new MqttBytes().text("a").bytes(0, 7, 5, 2, 0, 0, 0, 100).raw("long".getBytes(StandardCharsets.UTF_8)));
        long expired = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1100);
        Wait.until("it has expired", () -> System.nanoTime() > expired);

        try (RawMqtt client = durable(5)) {
            client.read();
            String packet = client.read();
            assertThat(packet).endsWith(hex("long"));
            assertThat(packet).containsAnyOf("05 02 00 00 00 63", "05 02 00 00 00 62", "05 02 00 00 00 61");
        }
        assertThat(node.metric("rialto_dropped_total", "expired")).isEqualTo(1);
    }

    @Test
    void anotherConnectionOfTheDeviceTakesTheSessionOver() {
        try (RawMqtt first = durable(5)) {
            first.read();
            subscribe(first, 5, "a", 1);
            publish("a", "one", 1);
            assertThat(first.read()).contains(FIRST);
            try (RawMqtt second = durable(5)) {
                assertThat(first.read()).isEqualTo("E0 01 8E");
                assertThat(second.read().substring(6)).startsWith("01 00");
                assertThat(second.read()).startsWith("3A").contains(FIRST);
            }
        }
    }

    @Test
    void tellsThePublisherThatAQueueIsFull() {
        node.close();
        settings.put("durable.queueMessages", "1");
        node = new EmbeddedNode(data, settings);
        try (RawMqtt client = durable(5)) {
            client.read();
            subscribe(client, 5, "a", 1);
            client.send("E0 00").read();
        } catch (AssertionError closed) {
            assertThat(closed).hasMessageContaining("over");
        }
        try (MqttDevice publisher = MqttDevice.connect(Version.V5, node, pc)) {
            assertThat(Wait.get(publisher.publish(Message.of("a", "1")))).isZero();
            assertThat(Wait.get(publisher.publish(Message.of("a", "2")))).isEqualTo(0x97);
        }
        assertThat(node.metric("rialto_dropped_total", "queue_full")).isEqualTo(1);
    }

    @Test
    void theInboxGoesOnWithQos2() {
        try (RawMqtt client = durable(5)) {
            client.read();
            subscribe(client, 5, "$inbox", 2);
            publish("$user/" + phone, "one", 1);
            publish("$user/" + phone, "two", 1);
            assertThat(client.read()).startsWith("34").contains("80 01").endsWith(hex("one"));
            assertThat(client.read()).startsWith("34").contains("80 02").endsWith(hex("two"));
            client.send("50 02 80 01");
            assertThat(client.read()).isEqualTo("62 02 80 01");
            client.cut();
        }
        try (RawMqtt client = durable(5)) {
            assertThat(client.read().substring(6)).startsWith("01 00");
            assertThat(client.read()).isEqualTo("62 02 80 01");
            assertThat(client.read()).startsWith("3C").contains("80 02").endsWith(hex("two"));
            client.send("70 02 80 01 C0 00");
            assertThat(client.read()).isEqualTo("D0 00");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void carriesEverythingOnceInOrderToHiveMqsClient(int qos) throws Exception {
        List<String> got = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            Mqtt5BlockingClient client = MqttClient.builder()
                    .useMqttVersion5()
                    .identifier(phone)
                    .serverPort(node.port("mqtt"))
                    .buildBlocking();
            try (Mqtt5BlockingClient.Mqtt5Publishes publishes = client.publishes(MqttGlobalPublishFilter.ALL)) {
                boolean present = client.connectWith()
                        .cleanStart(false)
                        .sessionExpiryInterval(HOUR)
                        .simpleAuth()
                        .username(phone)
                        .password(token(phone).getBytes(StandardCharsets.UTF_8))
                        .applySimpleAuth()
                        .send()
                        .isSessionPresent();
                assertThat(present).isEqualTo(round > 0);
                if (round == 0) {
                    client.subscribeWith()
                            .topicFilter("n/#")
                            .qos(MqttQos.fromCode(qos))
                            .send();
                }
                for (int i = 0; i < 50; i++) {
                    publish("n/" + round, Integer.toString(round * 50 + i), qos);
                }
                while (got.size() < (round + 1) * 50) {
                    Mqtt5Publish next = publishes.receive(10, TimeUnit.SECONDS).orElseThrow();
                    got.add(new String(next.getPayloadAsBytes(), StandardCharsets.UTF_8));
                }
            }
            client.disconnect();
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            expected.add(Integer.toString(i));
        }
        assertThat(got).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void theSessionOfAGuestGoesOnAfterARestart(int level) {
        Hello hello = new Hello(level, "lamp", null, false, HOUR, 64);
        try (RawMqtt client = RawMqtt.connect(node, hello)) {
            client.read();
            subscribe(client, level, "a/b", 1);
        }
        restart();
        publish("a/b", "one", 1);

        try (RawMqtt client = RawMqtt.connect(node, hello)) {
            assertThat(client.read().substring(6)).startsWith("01 00");
            assertThat(client.read()).startsWith("32").endsWith(hex("one"));
        }
    }

    private void restart() {
        node.close();
        node = new EmbeddedNode(data, settings);
        publisher = null;
    }

    private MqttDevice publisher;

    private void publish(String topic, String text, int qos) {
        if (publisher == null) {
            publisher = MqttDevice.connect(Version.V5, node, pc);
        }
        Wait.get(publisher.publish(Message.of(topic, text).qos(qos)));
    }

    private void publish(MqttBytes body) {
        try (RawMqtt client = RawMqtt.connect(node, new Hello(5, pc, token(pc), true, 0, 10))) {
            client.read();
            assertThat(client.send(body.packet(MqttBytes.PUBLISH_QOS1)).read()).startsWith("40");
        }
    }

    private static byte[] qos2(boolean dup, String text) {
        return new MqttBytes()
                .text("a")
                .bytes(0, 7, 0)
                .raw(text.getBytes(StandardCharsets.UTF_8))
                .packet(dup ? 0x3C : 0x34);
    }

    private RawMqtt durable(int level) {
        return RawMqtt.connect(node, new Hello(level, phone, token(phone), false, HOUR, 10));
    }

    private String token(String account) {
        return node.accounts().token(account);
    }

    private static void subscribe(RawMqtt client, int level, String filter, int qos) {
        String answer = client.send(MqttBytes.subscribe(level, filter, qos)).read();
        assertThat(answer).startsWith("90").endsWith("0" + qos);
    }

    private static String hex(String text) {
        return RawMqtt.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
