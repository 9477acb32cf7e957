package io.rialto.adapter.mqtt;

import io.rialto.adapter.HttpMount;
import io.rialto.adapter.tcp.TcpOverWebSocket;
import java.util.List;

/** MQTT over WebSocket (MQTT 5 §6): the door's place on the shared HTTP server. */
public final class MqttMount {
    /** The subprotocol of both versions (MQTT-6.0.0-4). */
    private static final String SUBPROTOCOL = "mqtt";

    private MqttMount() {}

    /** What to mount; nothing where that is switched off. */
    public static List<HttpMount> of(MqttBroker broker) {
        String path = broker.doors().listeners().mqtt().webSocketPath();
        if (path.isEmpty()) {
            return List.of();
        }
        return List.of(new TcpOverWebSocket(MqttDoor.ofHttp(broker).tcp()).at(path, SUBPROTOCOL));
    }
}
