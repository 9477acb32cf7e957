package io.rialto.adapter.mqtt;

import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.HttpMount;
import io.rialto.adapter.tcp.TcpOverWebSocket;
import java.util.List;

/** MQTT over WebSocket (MQTT 5 §6): the door's place on the shared HTTP server. */
public final class MqttMount {
    /** The subprotocol of both versions (MQTT-6.0.0-4). */
    private static final String SUBPROTOCOL = "mqtt";

    private MqttMount() {}

    /** What to mount; nothing where that is switched off. Admission and metrics are those of the whole door. */
    public static List<HttpMount> of(Doors doors, Admission admission, DoorMetrics metrics) {
        String path = doors.listeners().mqtt().webSocketPath();
        if (path.isEmpty()) {
            return List.of();
        }
        MqttDoor door = MqttDoor.ofHttp(doors, metrics);
        return List.of(new TcpOverWebSocket(door.tcp(admission)).at(path, SUBPROTOCOL));
    }
}
