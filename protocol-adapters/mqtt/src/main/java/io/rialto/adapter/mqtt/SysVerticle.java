package io.rialto.adapter.mqtt;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Publishes {@code $SYS} of one node again and again. One instance, where the setting has an interval. */
public final class SysVerticle extends VerticleBase {
    private final MqttBroker broker;

    /** For the door of this node. */
    public SysVerticle(MqttBroker broker) {
        this.broker = broker;
    }

    @Override
    public Future<?> start() {
        long millis = broker.doors().listeners().mqtt().sysInterval().toMillis();
        broker.sys().publish();
        vertx.setPeriodic(millis, again -> broker.sys().publish());
        return Future.succeededFuture();
    }
}
