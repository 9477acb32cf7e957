package io.rialto.adapter.mqtt;

import io.rialto.adapter.tcp.TcpListener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The MQTT door of one event loop; all instances share the port. */
public final class MqttVerticle extends VerticleBase {
    /**
     * Any free port, the same for all instances of this door. Vert.x shares a port between all servers that ask for the same
     * negative number, whatever they speak: the HTTP door has -1.
     */
    private static final int ANY_PORT_SHARED = -2;

    private final MqttDoor door;
    private final TcpListener listener;

    /** One instance of this door. */
    public MqttVerticle(MqttBroker broker) {
        this.door = MqttDoor.ofTcp(broker);
        this.listener = new TcpListener(door.tcp());
    }

    @Override
    public Future<?> start() {
        int port = door.config().port();
        return listener.start(
                vertx,
                door.host(),
                port == 0 ? ANY_PORT_SHARED : port,
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
