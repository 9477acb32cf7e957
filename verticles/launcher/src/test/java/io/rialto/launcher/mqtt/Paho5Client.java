package io.rialto.launcher.mqtt;

import io.rialto.launcher.it.kit.Mailbox;
import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Eclipse Paho's client of MQTT 5.0. */
final class Paho5Client implements ForeignClient {
    private final Broker broker;
    private final MqttClient client;
    private final Mailbox<Message> arrivals;

    Paho5Client(String clientId, Broker broker) {
        this.broker = broker;
        this.arrivals = new Mailbox<>("paho " + clientId);
        try {
            client = new MqttClient("tcp://127.0.0.1:" + broker.port(), clientId, new MemoryPersistence());
        } catch (MqttException failure) {
            throw new AssertionError(failure);
        }
        client.setCallback(new Arrivals());
    }

    @Override
    public boolean connect(boolean clean, Message will) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(clean);
        options.setSessionExpiryInterval(clean ? 0L : 3600L);
        options.setUserName(broker.account());
        options.setPassword(broker.token().getBytes(StandardCharsets.UTF_8));
        if (will != null) {
            options.setWill(
                    will.topic(),
                    new MqttMessage(
                            will.text().getBytes(StandardCharsets.UTF_8),
                            will.qos(),
                            will.retain(),
                            new MqttProperties()));
        }
        try {
            return client.connectWithResult(options).getSessionPresent();
        } catch (MqttException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void subscribe(String filter, int qos) {
        try {
            client.subscribe(filter, qos);
        } catch (MqttException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void publish(Message message) {
        try {
            client.publish(
                    message.topic(), message.text().getBytes(StandardCharsets.UTF_8), message.qos(), message.retain());
        } catch (MqttException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public Mailbox<Message> arrivals() {
        return arrivals;
    }

    @Override
    public void disconnect() {
        try {
            client.disconnect();
        } catch (MqttException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(0, 1000);
            }
            client.close();
        } catch (MqttException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Puts into the mailbox what comes. */
    private final class Arrivals implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            String text = new String(message.getPayload(), StandardCharsets.UTF_8);
            arrivals.add(new Message(topic, text, message.getQos(), message.isRetained()));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            arrivals.end(response.getException());
        }

        @Override
        public void mqttErrorOccurred(MqttException failure) {
            arrivals.end(failure);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // publish waits for it
        }

        @Override
        public void connectComplete(boolean again, String uri) {
            // connect waits for it
        }

        @Override
        public void authPacketArrived(int reason, MqttProperties properties) {
            // no enhanced authentication here
        }
    }
}
