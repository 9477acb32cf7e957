package io.rialto.adapter.mqtt;

import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.tcp.TcpDoor;
import io.rialto.config.MqttListenerConfig;

/**
 * What all connections of this door share that come in at one place. Immutable.
 *
 * @param host the address it listens on there
 */
record MqttDoor(MqttBroker broker, String host) {
    /** The door at its own port. */
    static MqttDoor ofTcp(MqttBroker broker) {
        Doors doors = broker.doors();
        return new MqttDoor(broker, doors.host(doors.listeners().mqtt().host()));
    }

    /** The door on the shared HTTP server. */
    static MqttDoor ofHttp(MqttBroker broker) {
        Doors doors = broker.doors();
        return new MqttDoor(broker, doors.host(doors.listeners().http().host()));
    }

    /** Its connections, each with a conversation. */
    TcpDoor tcp() {
        return new TcpDoor(
                doors(),
                broker.admission(),
                metrics(),
                (ctx, context, queue) -> new Conversation(this, ctx, queue),
                new Turnaways(config().maxPacketBeforeLogin(), traffic()));
    }

    /** What it is built from. */
    Doors doors() {
        return broker.doors();
    }

    /** What is counted as at every door. */
    DoorMetrics metrics() {
        return broker.metrics();
    }

    /** What is counted of its packets. */
    Traffic traffic() {
        return broker.traffic();
    }

    /** The settings of this door. */
    MqttListenerConfig config() {
        return doors().listeners().mqtt();
    }

    /** Whether guests may enter. */
    boolean guests() {
        return doors().guests(host);
    }

    /** Requests of one connection that may be unanswered before its reading pauses. */
    int maxUnanswered() {
        return doors().config().sessions().maxUnacked();
    }
}
