package io.rialto.launcher.it.kit;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubRecException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult.Mqtt5Qos1Result;
import io.rialto.adapter.testing.TlsFiles;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An MQTT 5 client, HiveMQ's. */
public final class Mqtt5Device implements MqttDevice {
    private final Mqtt5AsyncClient client;
    private final boolean manual;
    private final Mailbox<Arrived> arrivals;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    private Mqtt5Device(int port, Login login, TlsFiles tls) {
        this.manual = login.manual();
        this.arrivals = new Mailbox<>("mqtt5 " + login.clientId());
        var builder = MqttClient.builder()
                .useMqttVersion5()
                .identifier(login.clientId())
                .serverHost("127.0.0.1")
                .serverPort(port)
                .addDisconnectedListener(this::over);
        this.client = (tls == null
                        ? builder
                        : builder.sslConfig(MqttClientSslConfig.builder()
                                .trustManagerFactory(tls.trust())
                                .build()))
                .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, this::arrived, manual);
    }

    /** Connects, over TLS where there are files for it. */
    public static Mqtt5Device connect(int port, Login login, TlsFiles tls) {
        Mqtt5Device device = new Mqtt5Device(port, login, tls);
        Wait.get(device.client
                .connectWith()
                .cleanStart(true)
                .keepAlive(30)
                .simpleAuth()
                .username(login.account())
                .password(login.password().getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .restrictions()
                .receiveMaximum(login.receiveMaximum())
                .applyRestrictions()
                .send());
        return device;
    }

    /** Connects with a will of QoS 1. */
    public static Mqtt5Device withWill(NodeUnderTest node, String account, String topic, String text) {
        Login login = new Login(account, node.accounts().token(account), account + "-will", false, 100);
        Mqtt5Device device = new Mqtt5Device(node.port("mqtt"), login, null);
        Wait.get(device.client
                .connectWith()
                .simpleAuth()
                .username(account)
                .password(login.password().getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .willPublish()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(text.getBytes(StandardCharsets.UTF_8))
                .applyWillPublish()
                .send());
        return device;
    }

    @Override
    public int subscribe(String filter, int qos) {
        return subscribe(filter, qos, false);
    }

    /** Subscribes, perhaps without the client's own publications. */
    public int subscribe(String filter, int qos, boolean noLocal) {
        return Wait.get(client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.fromCode(qos))
                .noLocal(noLocal)
                .send()
                .handle((ack, failure) -> {
                    if (failure == null) {
                        return ack.getReasonCodes().get(0).getCode();
                    }
                    if (failure instanceof Mqtt5SubAckException refused) {
                        return refused.getMqttMessage().getReasonCodes().get(0).getCode();
                    }
                    throw new IllegalStateException(failure);
                }));
    }

    @Override
    public CompletableFuture<Integer> publish(Message message) {
        List<Mqtt5UserProperty> properties = message.properties().entrySet().stream()
                .map(property -> Mqtt5UserProperty.of(property.getKey(), property.getValue()))
                .toList();
        return client.publishWith()
                .topic(message.topic())
                .qos(MqttQos.fromCode(message.qos()))
                .payload(message.payload().getBytes())
                .retain(message.retain())
                .userProperties(Mqtt5UserProperties.of(properties))
                .send()
                .handle(Mqtt5Device::code);
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

    /** Disconnects so that the will is published (MQTT 5 §3.14.2.1). */
    public void disconnectWithWill() {
        Wait.get(client.disconnectWith()
                .reasonCode(Mqtt5DisconnectReasonCode.DISCONNECT_WITH_WILL_MESSAGE)
                .send());
    }

    @Override
    public void close() {
        Wait.get(client.disconnect().handle((gone, notConnected) -> true));
    }

    private static Integer code(Mqtt5PublishResult result, Throwable failure) {
        Throwable error = failure != null ? failure : result.getError().orElse(null);
        if (error instanceof Mqtt5PubAckException refused) {
            return refused.getMqttMessage().getReasonCode().getCode();
        }
        if (error instanceof Mqtt5PubRecException refused) {
            return refused.getMqttMessage().getReasonCode().getCode();
        }
        if (error != null) {
            throw new IllegalStateException(error);
        }
        return result instanceof Mqtt5Qos1Result acknowledged
                ? acknowledged.getPubAck().getReasonCode().getCode()
                : 0;
    }

    private void arrived(Mqtt5Publish publish) {
        Map<String, String> properties = new LinkedHashMap<>();
        publish.getUserProperties()
                .asList()
                .forEach(property -> properties.merge(
                        property.getName().toString(),
                        property.getValue().toString(),
                        (one, more) -> one + "," + more));
        arrivals.add(new Arrived(
                publish.getTopic().toString(),
                Buffer.buffer(publish.getPayloadAsBytes()),
                publish.getQos().getCode(),
                publish.isRetain(),
                properties,
                manual ? publish::acknowledge : () -> {}));
    }

    private void over(MqttClientDisconnectedContext context) {
        ended.complete(
                context.getCause() instanceof Mqtt5DisconnectException told
                        ? told.getMqttMessage().getReasonCode().getCode()
                        : -1);
    }
}
