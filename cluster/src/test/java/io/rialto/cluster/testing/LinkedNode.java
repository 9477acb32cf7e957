package io.rialto.cluster.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rialto.cluster.Arrival;
import io.rialto.cluster.LinkListener;
import io.rialto.cluster.LinkOutcome;
import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.NodeLink;
import io.rialto.cluster.Service;
import io.rialto.cluster.TrafficClass;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A node as a link's contract sees it: it keeps what it hears of its peers and what comes for {@link #SERVICE}. Takes
 * frames at once unless it is told to hold them.
 */
public final class LinkedNode implements LinkListener {
    /** The service that its frames are for. */
    public static final Service SERVICE = new Service(7);

    private static final int WAITERS = 16;

    /** How the transport under test is started, killed, frozen. */
    public interface Hands {
        /** The link, to be listened to before it starts. */
        NodeLink link();

        /** Starts it; returns when peers can come in. */
        void start();

        /** Ends it without a word to anybody. */
        void kill();

        /** Makes it look hung to its peers. */
        void freeze();

        /** Makes it go on. */
        void thaw();

        /** Ends it in order. */
        void close();
    }

    /** A frame that came. */
    public record Heard(NodeId from, long boot, TrafficClass traffic, String text) {}

    private final Member self;
    private final Hands hands;
    private final List<String> news = new CopyOnWriteArrayList<>();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final Queue<Arrival> held = new ConcurrentLinkedQueue<>();
    private final Semaphore drains = new Semaphore(0);
    private volatile boolean holds;

    /** A node that is not started yet. */
    public LinkedNode(Member self, Hands hands) {
        this.self = self;
        this.hands = hands;
        hands.link().listen(this);
        hands.link().receive(SERVICE, this::receive);
    }

    /** Starts it. */
    public LinkedNode start() {
        hands.start();
        return this;
    }

    /** The transport's. */
    public Hands hands() {
        return hands;
    }

    /** Its link. */
    public NodeLink link() {
        return hands.link();
    }

    /** Its name. */
    public NodeId id() {
        return self.node();
    }

    /** What it was told, in order: {@code up b 1}, {@code first b}, {@code down b 1}. */
    public List<String> news() {
        return news;
    }

    /** What came, in order. */
    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** The texts of what came in a class, in order. */
    public List<String> texts(TrafficClass traffic) {
        return heard.stream()
                .filter(frame -> frame.traffic() == traffic)
                .map(Heard::text)
                .toList();
    }

    /** Takes nothing from now on. */
    public void hold() {
        holds = true;
    }

    /** Takes everything, also what waits. */
    public void take() {
        holds = false;
        for (Arrival arrival = held.poll(); arrival != null; arrival = held.poll()) {
            arrival.taken();
        }
    }

    /** Offers a text; what was not sent is given up. */
    public LinkOutcome offer(NodeId to, TrafficClass traffic, String text) {
        return offer(to, SERVICE, traffic, text);
    }

    private LinkOutcome offer(NodeId to, Service service, TrafficClass traffic, String text) {
        ByteBuf frame = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        LinkOutcome outcome = link().send(to, service, traffic, frame);
        if (outcome != LinkOutcome.SENT) {
            frame.release();
        }
        return outcome;
    }

    /** Sends a text, waiting for room as often as needed. */
    public void send(NodeId to, TrafficClass traffic, String text) {
        send(to, SERVICE, traffic, text);
    }

    /** Sends a text to a service, waiting for room as often as needed. */
    public void send(NodeId to, Service service, TrafficClass traffic, String text) {
        while (true) {
            LinkOutcome outcome = offer(to, service, traffic, text);
            if (outcome == LinkOutcome.SENT) {
                return;
            }
            if (outcome != LinkOutcome.FULL) {
                throw new AssertionError(to + " is " + outcome);
            }
            awaitDrain();
        }
    }

    /** Waits until it is told that there is room. */
    public void awaitDrain() {
        try {
            if (!drains.tryAcquire(20, TimeUnit.SECONDS)) {
                throw new AssertionError("never drained");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void up(Member peer) {
        news.add("up " + peer.node() + " " + peer.boot());
    }

    @Override
    public void down(Member peer) {
        news.add("down " + peer.node() + " " + peer.boot());
    }

    @Override
    public void changed(Member peer) {
        news.add("changed " + peer.node() + " draining=" + peer.draining());
    }

    @Override
    public void drained(NodeId peer, TrafficClass traffic) {
        drains.release(WAITERS);
    }

    private void receive(Arrival arrival) {
        if (heard.isEmpty()) {
            news.add("first " + arrival.from());
        }
        heard.add(new Heard(
                arrival.from(),
                arrival.boot(),
                arrival.traffic(),
                arrival.frame().toString(StandardCharsets.UTF_8)));
        if (holds) {
            held.add(arrival);
        } else {
            arrival.taken();
        }
    }
}
