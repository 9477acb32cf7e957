package io.rialto.launcher.it.kit;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An MQTT 3.1.1 client, HiveMQ's. */
public final class Mqtt3Device implements MqttDevice {
    private final Mqtt3AsyncClient client;
    private final boolean manual;
    private final Mailbox<Arrived> arrivals;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    private Mqtt3Device(int port, Login login) {
        this.manual = login.manual();
        this.arrivals = new Mailbox<>("mqtt3 " + login.clientId());
        this.client = MqttClient.builder()
                .useMqttVersion3()
                .identifier(login.clientId())
                .serverHost("127.0.0.1")
                .serverPort(port)
                .addDisconnectedListener(context -> ended.complete(-1))
                .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, this::arrived, manual);
    }

    static Mqtt3Device connect(int port, Login login) {
        Mqtt3Device device = new Mqtt3Device(port, login);
        Wait.get(device.client
                .connectWith()
                .cleanSession(true)
                .keepAlive(30)
                .simpleAuth()
                .username(login.account())
                .password(login.password().getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send());
        return device;
    }

    @Override
    public int subscribe(String filter, int qos) {
        return Wait.get(client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.fromCode(qos))
                .send()
                .handle((ack, failure) -> {
                    if (failure == null) {
                        return ack.getReturnCodes().get(0).getCode();
                    }
                    if (failure instanceof Mqtt3SubAckException refused) {
                        return refused.getMqttMessage().getReturnCodes().get(0).getCode();
                    }
                    throw new IllegalStateException(failure);
                }));
    }

    @Override
    public CompletableFuture<Integer> publish(Message message) {
        return client.publishWith()
                .topic(message.topic())
                .qos(MqttQos.fromCode(message.qos()))
                .payload(message.payload().getBytes())
                .retain(message.retain())
                .send()
                .thenApply(published -> 0);
    }

    @Override
    public Mailbox<Arrived> arrivals() {
        return arrivals;
    }

    @Override
    public CompletableFuture<Integer> ended() {
        return ended;
    }

    @Override
    public void disconnect() {
        Wait.get(client.disconnect());
    }

    @Override
    public void close() {
        Wait.get(client.disconnect().handle((gone, notConnected) -> true));
    }

    private void arrived(Mqtt3Publish publish) {
        arrivals.add(new Arrived(
                publish.getTopic().toString(),
                Buffer.buffer(publish.getPayloadAsBytes()),
                publish.getQos().getCode(),
                publish.isRetain(),
                Map.of(),
                manual ? publish::acknowledge : () -> {}));
    }
}
