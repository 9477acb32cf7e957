package io.rialto.adapter.mqtt;

import io.rialto.adapter.SharedPort;
import io.rialto.adapter.tcp.TcpListener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The MQTT door of one event loop; all instances share the port. */
public final class MqttVerticle extends VerticleBase {
    private final MqttDoor door;
    private final TcpListener listener;

    /** One instance of this door. */
    public MqttVerticle(MqttBroker broker) {
        this.door = MqttDoor.ofTcp(broker);
        this.listener = new TcpListener(door.tcp());
    }

    @Override
    public Future<?> start() {
        return listener.start(
                vertx,
                door.host(),
                SharedPort.MQTT.of(door.config().port()),
                door.config().tls(),
                door.config().proxy());
    }

    /** Says goodbye to everybody, gives them a moment to go. */
    @Override
    public Future<?> stop() {
        return listener.stop(vertx);
    }

    /** The port it listens on, once it has started. */
    public int port() {
        return listener.port();
    }
}
