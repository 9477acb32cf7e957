package io.rialto.bench.client;

import io.rialto.bench.scenario.Scenario;

/** Guests that speak MQTT. */
final class MqttCast implements Cast {
    private final Scenario scenario;
    private final MqttPackets packets;

    MqttCast(Scenario scenario) {
        this.scenario = scenario;
        this.packets = new MqttPackets(scenario.version());
    }

    @Override
    public Wire subscriber(int index) {
        return wire("s" + index, topic(index));
    }

    @Override
    public Wire publisher(int index) {
        return wire("p" + index, null);
    }

    @Override
    public Shape message(int publisher) {
        return packets.publish(topic(publisher), scenario.qos(), scenario.size());
    }

    private Wire wire(String client, String filter) {
        return new MqttWire(packets, "bench-" + client, filter, scenario.qos(), scenario.size());
    }

    private String topic(int index) {
        return scenario.kind() == Scenario.Kind.PAIRS ? "bench/t/" + index : "bench/t/0";
    }
}
