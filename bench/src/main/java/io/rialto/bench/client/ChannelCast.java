package io.rialto.bench.client;

import io.rialto.bench.scenario.Scenario;
import java.net.InetSocketAddress;
import java.util.List;

/** Guests that speak the native protocol, on channels. */
final class ChannelCast implements Cast {
    private final Scenario scenario;
    private final InetSocketAddress server;

    ChannelCast(Scenario scenario, InetSocketAddress server) {
        this.scenario = scenario;
        this.server = server;
    }

    @Override
    public Wire subscriber(int index) {
        return new NativeWire(server, List.of(NativeMessages.guest(), NativeMessages.join(channel(index))));
    }

    @Override
    public Wire publisher(int index) {
        return new NativeWire(server, List.of(NativeMessages.guest()));
    }

    @Override
    public Shape message(int publisher) {
        return NativeMessages.send(channel(publisher), scenario.size());
    }

    private String channel(int index) {
        return scenario.kind() == Scenario.Kind.PAIRS ? "c:bench/t/" + index : "c:bench/t/0";
    }
}
