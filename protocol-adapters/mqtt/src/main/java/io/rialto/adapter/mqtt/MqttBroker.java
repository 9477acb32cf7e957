package io.rialto.adapter.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.tcp.TcpConversations;
import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.office.ClientOffice;

/** The MQTT door of one node, of which all its instances are made, wherever connections come in. Safe on any thread. */
public final class MqttBroker {
    private final Doors doors;
    private final DoorMetrics metrics;
    private final Admission admission;
    private final Traffic traffic;
    private final SysTopics sys;
    private final LastErrors errors = new LastErrors();
    private final MqttClients clients;

    /** Nobody connected yet; {@code version} is what {@code $SYS/broker/version} says. */
    public MqttBroker(Doors doors, MeterRegistry registry, LocalFanout fanout, String version) {
        this.doors = doors;
        this.metrics = new DoorMetrics(registry, "mqtt");
        this.admission = new Admission(doors.listeners(), metrics);
        this.traffic = new Traffic(registry);
        this.clients = new MqttClients(
                new TcpConversations(doors.loops()),
                "node-" + doors.config().node().number());
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

    /** Its clients, for operators. */
    public ClientOffice clients() {
        return clients;
    }

    Admission admission() {
        return admission;
    }

    Traffic traffic() {
        return traffic;
    }

    /** What went wrong for clients last. */
    LastErrors errors() {
        return errors;
    }

    /** What the node says of itself. */
    SysTopics sys() {
        return sys;
    }
}
