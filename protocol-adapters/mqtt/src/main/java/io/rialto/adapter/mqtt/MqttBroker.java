package io.rialto.adapter.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.tcp.TcpConversations;
import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.office.ClientOffice;
import java.util.function.LongSupplier;

/** The MQTT door of one node, of which all its instances are made, wherever connections come in. Safe on any thread. */
public final class MqttBroker {
    private final Doors doors;
    private final DoorMetrics metrics;
    private final Admission admission;
    private final Traffic traffic;
    private final SysFigures figures;
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
        this.figures = new SysFigures(version, metrics, traffic);
        this.sys = new SysTopics(figures, fanout);
    }

    /**
     * What {@code $SYS} says of clients whose sessions outlive their connections; before it is published first.
     *
     * @param disconnected how many have no connection
     * @param expired how many have ended since the start
     */
    public void durable(LongSupplier disconnected, LongSupplier expired) {
        figures.durable(disconnected, expired);
    }

    /** What {@code $SYS} says of how many topics have a retained value; before it is published first. */
    public void retained(LongSupplier count) {
        figures.retained(count);
    }

    /** What {@code $SYS} says of the messages that are stored, in queues and as retained values; before it is published first. */
    public void stored(LongSupplier count, LongSupplier bytes) {
        figures.stored(count, bytes);
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
