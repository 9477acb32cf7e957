package io.rialto.launcher.it.kit;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An MQTT client, whatever its version. */
public interface MqttDevice extends AutoCloseable {
    /** The version of the protocol. */
    enum Version {
        V3,
        V5
    }

    /**
     * Who connects, how.
     *
     * @param account its user name
     * @param password its token or password
     * @param clientId its device
     * @param manual whether messages are acknowledged by {@link Arrived#acknowledge} instead of at once
     * @param receiveMaximum how many messages may be unacknowledged towards it (MQTT 5)
     */
    record Login(String account, String password, String clientId, boolean manual, int receiveMaximum) {}

    /**
     * A message to publish.
     *
     * @param properties user properties (MQTT 5)
     */
    record Message(String topic, Buffer payload, int qos, boolean retain, Map<String, String> properties) {
        /** A text of QoS 1. */
        public static Message of(String topic, String text) {
            return new Message(topic, Buffer.buffer(text), 1, false, Map.of());
        }

        /** With another QoS. */
        public Message qos(int other) {
            return new Message(topic, payload, other, retain, properties);
        }

        /** With another payload. */
        public Message payload(Buffer other) {
            return new Message(topic, other, qos, retain, properties);
        }

        /** To be retained. */
        public Message retained() {
            return new Message(topic, payload, qos, true, properties);
        }

        /** With a user property. */
        public Message with(String name, String value) {
            return new Message(topic, payload, qos, retain, Map.of(name, value));
        }
    }

    /**
     * A message that has come.
     *
     * @param properties its user properties (MQTT 5)
     * @param acknowledge acknowledges it where that is manual
     */
    record Arrived(
            String topic,
            Buffer payload,
            int qos,
            boolean retain,
            Map<String, String> properties,
            Runnable acknowledge) {
        /** Its payload as text. */
        public String text() {
            return payload.toString();
        }

        /** Its place in its room, from the user property {@code cseq}. */
        public History.Entry entry() {
            return new History.Entry(
                    Long.parseLong(properties.getOrDefault("cseq", "-1")), Payloads.hash(payload.getBytes()));
        }

        @Override
        public String toString() {
            return topic + " " + properties + " " + (payload.length() > 100 ? payload.length() + " bytes" : text());
        }
    }

    /** Connects with a token, acknowledging at once; the client id is the account's. */
    static MqttDevice connect(Version version, NodeUnderTest node, String account) {
        return connect(version, node, account, account + "-" + version, false);
    }

    /** Connects with a token. */
    static MqttDevice connect(Version version, NodeUnderTest node, String account, String clientId, boolean manual) {
        return connect(
                version,
                node.port("mqtt"),
                new Login(account, node.accounts().token(account), clientId, manual, 65_535));
    }

    /** Connects; fails where that is refused. */
    static MqttDevice connect(Version version, int port, Login login) {
        return switch (version) {
            case V3 -> Mqtt3Device.connect(port, login);
            case V5 -> Mqtt5Device.connect(port, login, null);
        };
    }

    /** Subscribes; the reason code: the granted QoS, or 0x80 and above. */
    int subscribe(String filter, int qos);

    /** Publishes; the reason code, 0 where the version has none. Never from the client's own threads: it may block. */
    CompletableFuture<Integer> publish(Message message);

    /** What has come. */
    Mailbox<Arrived> arrivals();

    /** Completed with the reason code when the connection is over; -1 where there was none. */
    CompletableFuture<Integer> ended();

    /** Disconnects in order. */
    void disconnect();

    /** Disconnects, if that has not happened. */
    @Override
    void close();
}
