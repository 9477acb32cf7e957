package io.rialto.launcher.mqtt;

import io.rialto.launcher.it.kit.Mailbox;
import java.nio.charset.StandardCharsets;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Eclipse Paho's client of MQTT 3.1.1. */
final class Paho3Client implements ForeignClient {
    private final Broker broker;
    private final MqttClient client;
    private final Mailbox<Message> arrivals;

    Paho3Client(String clientId, Broker broker) {
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
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(clean);
        options.setUserName(broker.account());
        options.setPassword(broker.token().toCharArray());
        if (will != null) {
            options.setWill(will.topic(), will.text().getBytes(StandardCharsets.UTF_8), will.qos(), will.retain());
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
        public void connectionLost(Throwable cause) {
            arrivals.end(cause);
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // publish waits for it
        }
    }
}
