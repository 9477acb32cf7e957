package io.rialto.cluster.link;

import io.netty.buffer.ByteBuf;
import io.rialto.cluster.LinkFigures;
import io.rialto.cluster.LinkOutcome;
import io.rialto.cluster.Member;
import io.rialto.cluster.Service;
import io.rialto.cluster.TrafficClass;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What two nodes have with each other from one handshake to the end of its connection. Confined to the link's context,
 * but for offers, grants and figures, which any thread may make.
 */
final class PeerLink implements PeerSocket.Ledger {
    private final PeerSocket socket;
    private final long id;
    private final Carrier way;
    private final Map<TrafficClass, Lane> lanes = new EnumMap<>(TrafficClass.class);
    private final Map<TrafficClass, Intake> intakes = new EnumMap<>(TrafficClass.class);
    private volatile Member peer;
    private boolean heardReady;
    private boolean heardProbe;
    private boolean up;

    PeerLink(PeerSocket socket, Member peer, Carrier way) {
        this.socket = socket;
        this.id = socket.link();
        this.peer = peer;
        this.way = way;
    }

    /** Adds what a class needs. */
    void add(TrafficClass traffic, Lane lane, Intake intake) {
        lanes.put(traffic, lane);
        intakes.put(traffic, intake);
    }

    long id() {
        return id;
    }

    PeerSocket socket() {
        return socket;
    }

    Member peer() {
        return peer;
    }

    void peer(Member changed) {
        peer = changed;
    }

    boolean isUp() {
        return up;
    }

    void becomesUp() {
        up = true;
    }

    /** Tries the way to the peer, which also opens it. */
    void probe() {
        way.loop().run(() -> way.carry(Batch.probe(id, TrafficClass.MESSAGE)));
    }

    /** The peer's batches reach this node; true the first time. */
    boolean hearsProbe() {
        boolean first = !heardProbe;
        heardProbe = true;
        return first;
    }

    /** This node's batches reach the peer. */
    void hearsReady() {
        heardReady = true;
    }

    /** Whether both ways are known to work. */
    boolean isOpenBothWays() {
        return heardReady && heardProbe;
    }

    LinkOutcome offer(Service service, TrafficClass traffic, ByteBuf frame) {
        return lanes.get(traffic).offer(service, frame);
    }

    Intake intake(TrafficClass traffic) {
        return intakes.get(traffic);
    }

    @Override
    public long[] taken() {
        return Stream.of(TrafficClass.values())
                .mapToLong(traffic -> intakes.get(traffic).total())
                .toArray();
    }

    @Override
    public long[] carried() {
        return Stream.of(TrafficClass.values())
                .mapToLong(traffic -> lanes.get(traffic).carried())
                .toArray();
    }

    @Override
    public long missing(TrafficClass traffic, long sequence, long now) {
        return intakes.get(traffic).missing(sequence, now);
    }

    @Override
    public boolean granted(TrafficClass traffic, long total) {
        return lanes.get(traffic).taken(total);
    }

    void close() {
        lanes.values().forEach(Lane::close);
    }

    LinkFigures figures() {
        return new LinkFigures(
                peer,
                socket.roundTripNanos(),
                Stream.of(TrafficClass.values())
                        .map(traffic -> Figures.of(traffic, lanes.get(traffic), intakes.get(traffic)))
                        .toList());
    }
}
