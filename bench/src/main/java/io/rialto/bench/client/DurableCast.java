package io.rialto.bench.client;

import io.rialto.bench.client.Publisher.Pledge;
import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Kind;
import io.rialto.bench.scenario.Scenario;
import java.net.InetSocketAddress;
import java.util.List;

/** Accounts that send each other messages that are kept: the first of them listen, the last ones send. */
final class DurableCast implements Cast {
    private final Scenario scenario;
    private final Doors server;
    private final List<Resident> residents;
    private final String trial;

    /** The trial's name keeps its devices and its group apart from those of earlier ones. */
    DurableCast(Scenario scenario, Doors server, List<Resident> residents, String trial) {
        this.scenario = scenario;
        this.server = server;
        this.residents = List.copyOf(residents);
        this.trial = trial;
    }

    @Override
    public Seat subscriber(int index) {
        return seat(List.of(signIn(index, true)));
    }

    @Override
    public Seat publisher(int index) {
        String signIn = signIn(scenario.listeners() + index, false);
        return index == 0 && scenario.kind() == Kind.GROUP
                ? seat(List.of(signIn, NativeMessages.createGroup(group(), members())))
                : seat(List.of(signIn));
    }

    @Override
    public Shape message(int publisher) {
        String to = scenario.kind() == Kind.GROUP
                ? group()
                : residents.get(publisher).account();
        return NativeMessages.send(to, scenario.traffic().size());
    }

    @Override
    public Pledge pledge() {
        return Pledge.ANSWERED;
    }

    private Seat seat(List<String> opening) {
        InetSocketAddress address = server.door(Door.WEBSOCKET);
        return new Seat(address, new NativeWire(address, opening));
    }

    private String signIn(int index, boolean inbox) {
        return NativeMessages.member(residents.get(index).token(), "bench-" + trial, inbox);
    }

    private String group() {
        return "g:bench-" + trial;
    }

    private List<String> members() {
        return residents.stream().map(Resident::account).toList();
    }
}
