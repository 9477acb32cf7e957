package io.rialto.adapter.mqtt;

import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.config.MqttListenerConfig;

/** What all connections of this door share. Immutable. */
record MqttDoor(Doors doors, DoorMetrics metrics) {
    /** The settings of this door. */
    MqttListenerConfig config() {
        return doors.listeners().mqtt();
    }

    /** The address it listens on. */
    String host() {
        return doors.host(config().host());
    }

    /** Whether guests may enter. */
    boolean guests() {
        return doors.guests(host());
    }

    /** Requests of one connection that may be unanswered before its reading pauses. */
    int maxUnanswered() {
        return doors.config().sessions().maxUnacked();
    }
}
