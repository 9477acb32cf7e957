package io.rialto.bench.client;

import io.rialto.bench.scenario.Scenario;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All connections of a load: subscribers first, so that nothing is published to nobody. */
final class Crowd {
    private static final int AT_A_TIME = 64;
    private static final long PATIENCE = 60_000_000_000L;
    private static final long WAIT = 20_000_000;

    private final LoadLoop loop;
    private final Tally tally;
    private final SocketAddress server;
    private final List<Publisher> publishers = new ArrayList<>();
    private int started;

    Crowd(LoadLoop loop, Tally tally, SocketAddress server) {
        this.loop = loop;
        this.tally = tally;
        this.server = server;
    }

    /** Connects everybody; returns when all are ready. */
    void gather(Scenario scenario, Cast cast) {
        boolean pairs = scenario.listeners() == scenario.publishers() && scenario.audience() == 1;
        Flow common = new Flow(scenario.audience());
        List<Flow> own = new ArrayList<>();
        for (int i = 0; i < scenario.listeners(); i++) {
            Flow flow = pairs ? new Flow(1) : common;
            own.add(flow);
            Subscriber subscriber = new Subscriber(tally, flow, pairs ? 1 : scenario.publishers());
            connect(cast.subscriber(i), subscriber);
        }
        await(() -> tally.ready == started, "subscribers");
        for (int i = 0; i < scenario.publishers(); i++) {
            Flow flow = pairs ? own.get(i) : common;
            Publisher publisher = new Publisher(tally, flow, cast.message(i), pairs ? 0 : i, pledge(scenario));
            publisher.uses(connect(cast.publisher(i), publisher));
            publishers.add(publisher);
        }
        await(() -> tally.ready == started, "publishers");
    }

    List<Publisher> publishers() {
        return publishers;
    }

    private static Publisher.Pledge pledge(Scenario scenario) {
        if (scenario.kind().durable()) {
            return Publisher.Pledge.ANSWERED;
        }
        boolean answered = scenario.qos() > 0 || scenario.door() == Scenario.Door.WEBSOCKET;
        return answered ? Publisher.Pledge.DELIVERED_AND_ANSWERED : Publisher.Pledge.DELIVERED;
    }

    private Link connect(Wire wire, Events events) {
        await(() -> started - tally.ready < AT_A_TIME, "connections");
        started++;
        return loop.connect(server, wire, events);
    }

    private void await(Supplier<Boolean> condition, String whom) {
        long end = loop.tick() + PATIENCE;
        while (!condition.get()) {
            if (tally.lost > 0) {
                throw new LoadFailure("connection lost: " + tally.lastLoss);
            }
            if (loop.tick() > end) {
                throw new LoadFailure("only " + tally.ready + " of " + started + " became ready: " + whom);
            }
            loop.turn(WAIT);
        }
    }
}
