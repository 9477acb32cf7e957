package io.rialto.launcher.it.kit;

import io.rialto.launcher.it.kit.History.Entry;
import io.rialto.launcher.it.kit.InboxLine.Stored;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A device with its inbox at one door, which goes to the next node when its connection ends. What comes again because its
 * acknowledgement was lost it knows by its place in the room. Moves on a thread of its own.
 */
public final class MovingInbox implements AutoCloseable {
    private record Place(String room, long cseq) {}

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final List<? extends NodeUnderTest> nodes;
    private final String account;
    private final Door door;
    private final Mailbox<Stored> stored = new Mailbox<>("inbox");
    private final Set<Place> known = new HashSet<>();
    private final WsInbox webSocket = new WsInbox();
    private final AtomicInteger moves = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile InboxLine line;
    private int node;

    /** Begins at once. */
    public MovingInbox(List<? extends NodeUnderTest> nodes, String account, Door door) {
        this.nodes = nodes;
        this.account = account;
        this.door = door;
        this.node = Math.floorMod(account.hashCode(), nodes.size());
        this.webSocket.stored().listen(one -> store(stored(one)));
        this.thread = new Thread(this::run, account);
        thread.start();
    }

    /** Whose inbox. */
    public String account() {
        return account;
    }

    /** How often it has gone to another node. */
    public int moves() {
        return moves.get();
    }

    /** How often something came that it had stored before. */
    public int again() {
        return again.get();
    }

    /** Whether the door tells places in the inbox. */
    public boolean hasPlaces() {
        return door != Door.TIM;
    }

    /** What it has of a sender's direct messages, when those are so many. */
    public List<Entry> awaitFrom(String sender, int count, Duration limit) {
        return await(one -> one.room().startsWith("d:") && one.from().equals(sender), count, limit);
    }

    /** What it has of a room, when that is so much. */
    public List<Entry> awaitIn(String room, int count, Duration limit) {
        return await(one -> one.room().equals(room), count, limit);
    }

    /** The places in the inbox of all that it has, as it came. */
    public List<Long> places() {
        return stored.all().stream().map(Stored::iseq).toList();
    }

    @Override
    public void close() {
        stopping = true;
        InboxLine now = line;
        if (now != null) {
            now.close();
        }
        try {
            thread.join(LIMIT.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    @Override
    public String toString() {
        return account + " at " + door;
    }

    private List<Entry> await(Predicate<Stored> which, int count, Duration limit) {
        Wait.until(
                count + " messages in the inbox of " + this,
                limit,
                () -> entries(which).size() >= count);
        return entries(which);
    }

    private List<Entry> entries(Predicate<Stored> which) {
        return stored.all().stream().filter(which).map(Stored::entry).toList();
    }

    private synchronized void store(Stored one) {
        if (known.add(new Place(one.room(), one.entry().cseq()))) {
            stored.add(one);
        } else {
            again.incrementAndGet();
        }
    }

    private static Stored stored(WsInbox.Stored one) {
        return new Stored(one.room(), one.item().getString("from"), one.iseq(), one.entry());
    }

    private void run() {
        while (!stopping) {
            Wait.until(this + " is let in", LIMIT, PAUSE, () -> stopping || connect());
            if (!stopping) {
                Wait.get(line.ended().thenApply(any -> true), Duration.ofMinutes(10));
                line.close();
                moves.incrementAndGet();
                node = (node + 1) % nodes.size();
            }
        }
        if (line != null) {
            line.close();
        }
    }

    private boolean connect() {
        try {
            NodeUnderTest to = nodes.get(node);
            line = door == Door.WEBSOCKET
                    ? new ByWebSocket(webSocket.connect(to, account, InboxLine.DEVICE))
                    : InboxLine.connect(door, to, account, this::store);
            return true;
        } catch (AssertionError | RuntimeException notThere) {
            node = (node + 1) % nodes.size();
            return false;
        }
    }

    /** What it has stored before tells it where to go on. */
    private record ByWebSocket(WsClient client) implements InboxLine {
        @Override
        public CompletableFuture<?> ended() {
            return client.ending();
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
