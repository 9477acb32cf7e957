package io.rialto.stream;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.bus.Neighbours;
import io.rialto.bus.Neighbours.Urgency;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import io.rialto.contract.channel.Run;
import io.rialto.spread.Portions;
import io.rialto.stream.Repetitions.Note;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The edges of all nodes: brings the runs of relays to them, one copy to each node, one word for all of a turn. Who waits
 * for a run waits for the other nodes too. Where an edge knows a later epoch the relay is told. Safe on any thread.
 */
public final class Edges {
    /** Runs for the edge of a node; {@code ack} not 0: it is to say when they have been handed to its subscribers. */
    record EdgeRuns(List<Run> runs, long ack) {}

    /** Runs have been handed to the subscribers of a node. */
    record EdgeDone(long ack) {}

    /** A later epoch of these rooms is known to the speaker. */
    record Superseded(String topic, long epoch) {}

    /** The numbers of publishers, for a node that stands by. */
    record EdgeNotes(List<Note> notes) {}

    static final List<Class<?>> WORDS =
            List.of(EdgeRuns.class, EdgeDone.class, Superseded.class, EdgeNotes.class, Note.class);

    private static final int NOTES_PER_WORD = 10_000;

    private record Waiting(NodeId node, List<Run> runs) {
        void release() {
            runs.forEach(Run::release);
        }
    }

    private final Edge edge;
    private final Bus bus;
    private final Placement placement;
    private final Neighbours neighbours;
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicLong acks = new AtomicLong();
    private final LongAdder sent = new LongAdder();
    private final LongAdder fenced = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder unnoted = new LongAdder();

    /** The ones of a node, whose own is {@code edge}. */
    public Edges(Edge edge, Bus bus, Placement placement, Neighbours neighbours) {
        this.edge = edge;
        this.bus = bus;
        this.placement = placement;
        this.neighbours = neighbours;
        neighbours.hear(EdgeRuns.class, this::arrived);
        neighbours.hear(EdgeDone.class, (from, word) -> done(word.ack()));
        neighbours.hear(Superseded.class, (from, word) -> superseded(word));
        neighbours.hear(EdgeNotes.class, (from, word) -> word.notes().forEach(edge.repetitions()::add));
        neighbours.onGone(this::gone);
    }

    /** Hands runs to the edge of this node; takes over their ownership. */
    void here(List<Run> runs) {
        edge.receive(runs).forEach(topic -> {
            fenced.increment();
            superseded(new Superseded(topic, edge.epochOf(topic)));
        });
    }

    /** Sends runs to the edge of another node; they stay the caller's. What the link does not take is a gap there. */
    void send(NodeId node, List<Run> runs) {
        Portions.of(runs).forEach(portion -> sendPortion(node, portion));
    }

    /** Tells a node that stands by the numbers of publishers; what the link does not take it does not know. */
    void note(NodeId node, List<Note> notes) {
        for (int i = 0; i < notes.size(); i += NOTES_PER_WORD) {
            List<Note> some = List.copyOf(notes.subList(i, Math.min(notes.size(), i + NOTES_PER_WORD)));
            if (neighbours.say(node, Urgency.BULK, new EdgeNotes(some))) {
                sent.increment();
            } else {
                unnoted.add(some.size());
            }
        }
    }

    /** Takes over the ownership of the runs. */
    private void sendPortion(NodeId node, List<Run> runs) {
        boolean awaited = runs.stream().anyMatch(Run::isAwaited);
        long ack = awaited ? acks.incrementAndGet() : 0;
        if (awaited) {
            waiting.put(ack, new Waiting(node, runs));
        }
        if (neighbours.say(node, Urgency.BULK, new EdgeRuns(runs, ack))) {
            sent.increment();
        } else {
            runs.forEach(run -> dropped.add(run.frames().size()));
            done(ack);
        }
        if (!awaited) {
            runs.forEach(Run::release);
        }
    }

    void forget(Relay relay) {
        edge.forget(relay.room());
    }

    /** Words with runs that were sent to other nodes. */
    public long sent() {
        return sent.sum();
    }

    /** Runs refused since a later epoch was known here. */
    public long fenced() {
        return fenced.sum();
    }

    /** Frames that the links did not take. */
    public long dropped() {
        return dropped.sum();
    }

    /** Numbers of publishers that the links did not take. */
    public long unnoted() {
        return unnoted.sum();
    }

    /** Frames that were heard here in an earlier epoch. */
    public long repeated() {
        return edge.repeated();
    }

    /** What this node knows of the numbers of publishers. */
    Repetitions repetitions() {
        return edge.repetitions();
    }

    private void arrived(NodeId from, EdgeRuns word) {
        List<Run> runs = word.ack() == 0 ? word.runs() : awaited(from, word);
        for (String topic : edge.receive(runs)) {
            fenced.increment();
            neighbours.say(from, Urgency.CONTROL, new Superseded(topic, edge.epochOf(topic)));
        }
    }

    /** The same runs, the last of which to be released says so. */
    private List<Run> awaited(NodeId from, EdgeRuns word) {
        Run marker = new Run("", 0, List.of(), () -> neighbours.say(from, Urgency.CONTROL, new EdgeDone(word.ack())));
        List<Run> runs = word.runs().stream()
                .map(run -> {
                    marker.retain();
                    return new Run(run.topic(), run.epoch(), run.frames(), marker::release);
                })
                .toList();
        marker.release();
        return runs;
    }

    private void done(long ack) {
        Waiting one = waiting.remove(ack);
        if (one != null) {
            one.release();
        }
    }

    private void gone(NodeId node) {
        waiting.forEach((ack, one) -> {
            if (one.node().equals(node)) {
                done(ack);
            }
        });
    }

    private void superseded(Superseded word) {
        Home home = placement.on(neighbours.self(), Edge.room(word.topic()));
        bus.tell(Address.STREAMS, home, word);
    }
}
