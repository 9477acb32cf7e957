package io.rialto.adapter.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.contract.channel.LocalFanout;

/** The MQTT door of one node, of which all its instances are made, wherever connections come in. Safe on any thread. */
public final class MqttBroker {
    private final Doors doors;
    private final DoorMetrics metrics;
    private final Admission admission;
    private final Traffic traffic;
    private final SysTopics sys;

    /** Nobody connected yet; {@code version} is what {@code $SYS/broker/version} says. */
    public MqttBroker(Doors doors, MeterRegistry registry, LocalFanout fanout, String version) {
        this.doors = doors;
        this.metrics = new DoorMetrics(registry, "mqtt");
        this.admission = new Admission(doors.listeners(), metrics);
        this.traffic = new Traffic(registry);
        this.sys = new SysTopics(new SysFigures(version, metrics, traffic), fanout);
    }

    /** Its settings, with those of the node. */
    public Doors doors() {
        return doors;
    }

    /** What is counted as at every door. */
    public DoorMetrics metrics() {
        return metrics;
    }

    Admission admission() {
        return admission;
    }

    Traffic traffic() {
        return traffic;
    }

    /** What the node says of itself. */
    SysTopics sys() {
        return sys;
    }
}
