package io.rialto.bench.client;

import io.rialto.bench.scenario.Kind;
import io.rialto.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** All connections of a load: subscribers first, so that nothing is published to nobody. */
final class Crowd {
    /** A kernel that keeps much for one who does not read would hide it from the server. */
    private static final int SMALL_BUFFER = 4096;

    private final LoadLoop loop;
    private final Tally tally;
    private final List<Publisher> publishers = new ArrayList<>();

    Crowd(LoadLoop loop, Tally tally) {
        this.loop = loop;
        this.tally = tally;
    }

    /** Connects everybody, and so many who then stop reading; returns when all are ready. */
    void gather(Scenario scenario, Cast cast, int bystanders) {
        Gathering gathering = new Gathering(loop, tally);
        for (Seat host : cast.hosts()) {
            gathering.connect(host, new Bystander(tally));
        }
        gathering.awaitAll("hosts");
        List<Flow> flows = subscribers(gathering, scenario, cast);
        gathering.awaitAll("subscribers");
        bystanders(gathering, cast, bystanders);
        boolean paired = scenario.kind().paired();
        for (int i = 0; i < scenario.traffic().publishers(); i++) {
            Publisher publisher =
                    new Publisher(tally, flows.get(paired ? i : 0), cast.message(i), paired ? 0 : i, cast.pledge());
            publisher.uses(gathering.connect(cast.publisher(i), publisher));
            publishers.add(publisher);
        }
        gathering.awaitAll("publishers");
    }

    private List<Flow> subscribers(Gathering gathering, Scenario scenario, Cast cast) {
        boolean paired = scenario.kind().paired();
        Flow common = new Flow(scenario.audience());
        List<Flow> flows = new ArrayList<>();
        List<BitSet> together = Stream.generate(BitSet::new)
                .limit(scenario.traffic().publishers())
                .toList();
        for (int i = 0; i < scenario.listeners(); i++) {
            Flow flow = paired ? new Flow(1) : common;
            flows.add(flow);
            int heard = paired ? 1 : scenario.traffic().publishers();
            Events listener = scenario.kind() == Kind.SHARE
                    ? new GroupMember(tally, flow, together)
                    : new Subscriber(tally, flow, heard);
            gathering.connect(cast.subscriber(i), listener);
        }
        return flows;
    }

    private void bystanders(Gathering gathering, Cast cast, int count) {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            links.add(gathering.connect(cast.bystander(i), new Bystander(tally), SMALL_BUFFER));
        }
        gathering.awaitAll("bystanders");
        links.forEach(Link::stopReading);
    }

    List<Publisher> publishers() {
        return publishers;
    }
}
