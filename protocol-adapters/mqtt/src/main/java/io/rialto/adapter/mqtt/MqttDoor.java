package io.rialto.adapter.mqtt;

import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.tcp.TcpDoor;
import io.rialto.config.MqttListenerConfig;

/**
 * What all connections of this door share that come in at one place. Immutable.
 *
 * @param host the address it listens on there
 */
record MqttDoor(Doors doors, DoorMetrics metrics, String host) {
    /** The door at its own port. */
    static MqttDoor ofTcp(Doors doors, DoorMetrics metrics) {
        return new MqttDoor(doors, metrics, doors.host(doors.listeners().mqtt().host()));
    }

    /** The door on the shared HTTP server. */
    static MqttDoor ofHttp(Doors doors, DoorMetrics metrics) {
        return new MqttDoor(doors, metrics, doors.host(doors.listeners().http().host()));
    }

    /** Its connections, each with a conversation. */
    TcpDoor tcp(Admission admission) {
        return new TcpDoor(
                doors,
                admission,
                metrics,
                (ctx, context, queue) -> new Conversation(this, ctx, queue),
                new Turnaways(config().maxPacketBeforeLogin()));
    }

    /** The settings of this door. */
    MqttListenerConfig config() {
        return doors.listeners().mqtt();
    }

    /** Whether guests may enter. */
    boolean guests() {
        return doors.guests(host);
    }

    /** Requests of one connection that may be unanswered before its reading pauses. */
    int maxUnanswered() {
        return doors.config().sessions().maxUnacked();
    }
}
