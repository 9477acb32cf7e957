package io.rialto.launcher.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.rialto.launcher.it.kit.Mailbox;
import io.rialto.launcher.it.kit.Wait;
import java.nio.charset.StandardCharsets;

/** HiveMQ's client of MQTT 5.0. */
final class HiveMq5Client implements ForeignClient {
    private final Broker broker;
    private final Mqtt5AsyncClient client;
    private final Mailbox<Message> arrivals;

    HiveMq5Client(String clientId, Broker broker) {
        this.broker = broker;
        this.arrivals = new Mailbox<>("hivemq " + clientId);
        this.client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(clientId)
                .serverHost("127.0.0.1")
                .serverPort(broker.port())
                .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, this::arrived);
    }

    @Override
    public boolean connect(boolean clean, Message will) {
        var connect = client.connectWith()
                .cleanStart(clean)
                .sessionExpiryInterval(clean ? 0 : 3600)
                .simpleAuth()
                .username(broker.account())
                .password(broker.token().getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth();
        if (will != null) {
            connect = connect.willPublish(packet(will).asWill());
        }
        return Wait.get(connect.send()).isSessionPresent();
    }

    @Override
    public void subscribe(String filter, int qos) {
        Wait.get(client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.fromCode(qos))
                .send());
    }

    @Override
    public void publish(Message message) {
        Wait.get(client.publish(packet(message)));
    }

    @Override
    public Mailbox<Message> arrivals() {
        return arrivals;
    }

    @Override
    public void disconnect() {
        Wait.get(client.disconnect());
    }

    @Override
    public void close() {
        Wait.get(client.disconnect().handle((gone, notConnected) -> true));
    }

    private void arrived(Mqtt5Publish publish) {
        arrivals.add(new Message(
                publish.getTopic().toString(),
                new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8),
                publish.getQos().getCode(),
                publish.isRetain()));
    }

    private static Mqtt5Publish packet(Message message) {
        return Mqtt5Publish.builder()
                .topic(message.topic())
                .qos(MqttQos.fromCode(message.qos()))
                .payload(message.text().getBytes(StandardCharsets.UTF_8))
                .retain(message.retain())
                .build();
    }
}
