package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.FakeSessions;
import io.rialto.adapter.testing.Items;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import io.rialto.contract.stream.StreamPublication;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The door as a client library sees it that somebody else wrote. */
@ExtendWith(NoLeaks.class)
class HiveMqTest {
    private static final int MESSAGES = 500;

    private TestDoor door;

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
    void carriesEveryMessageInOrderWithMqtt5(MqttQos qos) throws Exception {
        Mqtt5BlockingClient publisher = five("publisher");
        Mqtt5BlockingClient subscriber = five("subscriber");
        try (Mqtt5BlockingClient.Mqtt5Publishes publishes = subscriber.publishes(MqttGlobalPublishFilter.ALL)) {
            subscriber.subscribeWith().topicFilter("a/#").qos(qos).send();

            for (int i = 0; i < MESSAGES; i++) {
                publisher
                        .publishWith()
                        .topic("a/b")
                        .qos(qos)
                        .payload(Integer.toString(i).getBytes(StandardCharsets.UTF_8))
                        .userProperties()
                        .add("n", Integer.toString(i))
                        .applyUserProperties()
                        .send();
            }

            for (int i = 0; i < MESSAGES; i++) {
                Mqtt5Publish publish = publishes.receive(10, TimeUnit.SECONDS).orElseThrow();
                assertThat(new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(Integer.toString(i));
                assertThat(publish.getQos()).isEqualTo(qos);
                assertThat(publish.getUserProperties().asList().get(0).getValue())
                        .hasToString(Integer.toString(i));
            }
        }
        publisher.disconnect();
        subscriber.disconnect();
    }

    @ParameterizedTest
    @EnumSource
    void carriesEveryMessageInOrderWithMqtt3(MqttQos qos) throws Exception {
        Mqtt3BlockingClient publisher = three("publisher");
        Mqtt3BlockingClient subscriber = three("subscriber");
        try (Mqtt3BlockingClient.Mqtt3Publishes publishes = subscriber.publishes(MqttGlobalPublishFilter.ALL)) {
            subscriber.subscribeWith().topicFilter("a/+").qos(qos).send();

            for (int i = 0; i < MESSAGES; i++) {
                publisher
                        .publishWith()
                        .topic("a/b")
                        .qos(qos)
                        .payload(Integer.toString(i).getBytes(StandardCharsets.UTF_8))
                        .send();
            }

            for (int i = 0; i < MESSAGES; i++) {
                Mqtt3Publish publish = publishes.receive(10, TimeUnit.SECONDS).orElseThrow();
                assertThat(new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(Integer.toString(i));
            }
        }
        publisher.disconnect();
        subscriber.disconnect();
    }

    @Test
    void carriesFramesOfAStreamRoom() throws Exception {
        Mqtt5BlockingClient publisher = five("publisher");
        Mqtt5BlockingClient subscriber = five("subscriber");
        try (Mqtt5BlockingClient.Mqtt5Publishes publishes = subscriber.publishes(MqttGlobalPublishFilter.ALL)) {
            subscriber
                    .subscribeWith()
                    .topicFilter("$stream/r/+/+")
                    .qos(MqttQos.EXACTLY_ONCE)
                    .send();
            publisher
                    .publishWith()
                    .topic("$stream/r/cam/publisher")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload("x".getBytes(StandardCharsets.UTF_8))
                    .userProperties()
                    .add("kind", "7")
                    .applyUserProperties()
                    .send();
            StreamPublication taken =
                    door.sessions().ofDevice("publisher").streamPublications().get(0);

            LanePart lane = new LanePart(taken.lane(), taken.kind(), taken.number());
            AccountId from = new AccountId("publisher");
            door.sessions()
                    .channels()
                    .publish(
                            "$stream/r",
                            List.of(new Frame(1, 0, from, taken.content(), 0, false, false, 0, Long.MAX_VALUE, lane)));

            Mqtt5Publish publish = publishes.receive(10, TimeUnit.SECONDS).orElseThrow();
            assertThat(publish.getTopic()).hasToString("$stream/r/cam/publisher");
            assertThat(publish.getQos()).isEqualTo(MqttQos.AT_MOST_ONCE);
            assertThat(publish.getUserProperties().asList())
                    .extracting(property -> property.getName() + "=" + property.getValue())
                    .containsExactly("seq=1", "kind=7");
        }
        publisher.disconnect();
        subscriber.disconnect();
    }

    @Test
    void tellsThatNobodyListens() {
        Mqtt5BlockingClient publisher = five("publisher");

        Mqtt5PublishResult result = publisher
                .publishWith()
                .topic("nowhere")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();

        assertThat(((Mqtt5PublishResult.Mqtt5Qos1Result) result).getPubAck().getReasonCode())
                .hasToString("NO_MATCHING_SUBSCRIBERS");
        publisher.disconnect();
    }

    @Test
    void feedsTheInboxThroughTheWindow() throws Exception {
        Mqtt5BlockingClient client = five("alice");
        try (Mqtt5BlockingClient.Mqtt5Publishes publishes = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith()
                    .topicFilter("$inbox/#")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();
            FakeSession session = door.sessions().ofDevice("alice");
            for (int i = 1; i <= 64; i++) {
                session.push(Items.received(i, "d:alice|bob", "bob", Content.text("m" + i)));
            }

            for (int i = 1; i <= 64; i++) {
                Mqtt5Publish publish = publishes.receive(10, TimeUnit.SECONDS).orElseThrow();
                assertThat(publish.getTopic()).hasToString("$inbox/direct/d:alice|bob/bob");
                assertThat(new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("m" + i);
            }
            Awaitility.await()
                    .until(() -> session.commands(InboxCommand.AckInbox.class).size() == 64);
        }
        client.disconnect();
    }

    private Mqtt5BlockingClient five(String account) {
        Mqtt5BlockingClient client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(account)
                .serverPort(door.port())
                .simpleAuth()
                .username(account)
                .password(FakeSessions.PASSWORD.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        client.connect();
        return client;
    }

    private Mqtt3BlockingClient three(String account) {
        Mqtt3BlockingClient client = MqttClient.builder()
                .useMqttVersion3()
                .identifier(account)
                .serverPort(door.port())
                .simpleAuth()
                .username(account)
                .password(FakeSessions.PASSWORD.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        client.connect();
        return client;
    }
}
