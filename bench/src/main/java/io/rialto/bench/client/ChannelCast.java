package io.rialto.bench.client;

import io.rialto.bench.client.Publisher.Pledge;
import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Kind;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.scenario.Traffic;
import java.net.InetSocketAddress;
import java.util.List;

/** Guests on channels: of one door, at one node or several; those who publish are at the first. */
final class ChannelCast implements Cast {
    private static final int MQTT3 = 4;

    private final Scenario scenario;
    private final Traffic traffic;
    private final Door door;
    private final List<? extends Doors> nodes;
    private final MqttPackets packets;
    /** Who shares listens by MQTT 5, whose Receive Maximum would hold an open loop back where publishers spoke it too. */
    private final MqttPackets sent;

    private final String topics;

    ChannelCast(Scenario scenario, Door door, List<? extends Doors> nodes, String topics) {
        this.scenario = scenario;
        this.traffic = scenario.traffic();
        this.door = door;
        this.nodes = List.copyOf(nodes);
        this.packets = new MqttPackets(traffic.version());
        this.sent = scenario.kind() == Kind.SHARE ? new MqttPackets(MQTT3) : packets;
        this.topics = topics;
    }

    @Override
    public Seat subscriber(int index) {
        return listener(index, topic(index), "s" + index);
    }

    @Override
    public Seat bystander(int index) {
        return listener(index, topic(0), "b" + index);
    }

    @Override
    public Seat publisher(int index) {
        InetSocketAddress server = nodes.get(0).door(door);
        return new Seat(
                server,
                switch (door) {
                    case MQTT -> new MqttWire(sent, sent.connect("bench-p" + index), null, traffic.size());
                    case WEBSOCKET -> new NativeWire(server, List.of(NativeMessages.guest()));
                    case BIGBINARY -> new BigBinaryWire(List.of(BigBinaryFrames.guest()));
                    case NATS -> new NatsWire(null);
                    case TIM -> throw noChannels();
                });
    }

    @Override
    public Shape message(int publisher) {
        String topic = topic(publisher);
        return switch (door) {
            case MQTT -> sent.publish(topic, traffic.qos(), traffic.size());
            case WEBSOCKET -> NativeMessages.send("c:" + topic, traffic.size());
            case BIGBINARY -> BigBinaryFrames.send("c:" + topic, traffic.size());
            case NATS -> NatsWire.publish(topic, traffic.size());
            case TIM -> throw noChannels();
        };
    }

    @Override
    public Pledge pledge() {
        boolean answered = door == Door.WEBSOCKET || door == Door.BIGBINARY || traffic.qos() > 0;
        return answered ? Pledge.DELIVERED_AND_ANSWERED : Pledge.DELIVERED;
    }

    private Seat listener(int index, String topic, String name) {
        InetSocketAddress server = nodes.get(index % nodes.size()).door(door);
        return new Seat(
                server,
                switch (door) {
                    case MQTT ->
                        new MqttWire(
                                packets,
                                packets.connect("bench-" + name),
                                packets.subscribe(filter(topic), traffic.qos()),
                                traffic.size());
                    case WEBSOCKET ->
                        new NativeWire(server, List.of(NativeMessages.guest(), NativeMessages.join("c:" + topic)));
                    case BIGBINARY ->
                        new BigBinaryWire(List.of(BigBinaryFrames.guest(), BigBinaryFrames.subscribe(topic)));
                    case NATS -> new NatsWire(topic);
                    case TIM -> throw noChannels();
                });
    }

    private String filter(String topic) {
        return scenario.kind() == Kind.SHARE ? "$share/bench/" + topic : topic;
    }

    private String topic(int index) {
        return topics + "/" + (scenario.kind().paired() ? index : 0);
    }

    private static IllegalArgumentException noChannels() {
        return new IllegalArgumentException("TIM has no channels");
    }
}
