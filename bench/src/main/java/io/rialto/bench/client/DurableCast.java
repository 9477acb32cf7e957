package io.rialto.bench.client;

import io.rialto.bench.scenario.Scenario;
import java.net.InetSocketAddress;
import java.util.List;

/** Accounts that send each other messages that are kept: the first of them listen, the last ones send. */
final class DurableCast implements Cast {
    private final Scenario scenario;
    private final InetSocketAddress server;
    private final List<Resident> residents;
    private final String trial;

    /** The trial's name keeps its devices and its group apart from those of earlier ones. */
    DurableCast(Scenario scenario, InetSocketAddress server, List<Resident> residents, String trial) {
        this.scenario = scenario;
        this.server = server;
        this.residents = List.copyOf(residents);
        this.trial = trial;
    }

    @Override
    public Wire subscriber(int index) {
        return new NativeWire(server, List.of(signIn(index, true)));
    }

    @Override
    public Wire publisher(int index) {
        String signIn = signIn(scenario.listeners() + index, false);
        return index == 0 && scenario.kind() == Scenario.Kind.GROUP
                ? new NativeWire(server, List.of(signIn, NativeMessages.createGroup(group(), members())))
                : new NativeWire(server, List.of(signIn));
    }

    @Override
    public Shape message(int publisher) {
        String to = scenario.kind() == Scenario.Kind.GROUP
                ? group()
                : residents.get(publisher).account();
        return NativeMessages.send(to, scenario.size());
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
