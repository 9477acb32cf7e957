package io.rialto.launcher.it.kit;

import io.rialto.launcher.it.kit.History.Entry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A device with its inbox, which goes to the next node when its connection ends. Moves on a thread of its own. */
public final class MovingInbox implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final List<? extends NodeUnderTest> nodes;
    private final String account;
    private final WsInbox inbox = new WsInbox();
    private final AtomicInteger moves = new AtomicInteger();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile WsClient client;
    private int node;

    /** Begins at once. */
    public MovingInbox(List<? extends NodeUnderTest> nodes, String account) {
        this.nodes = nodes;
        this.account = account;
        this.node = Math.floorMod(account.hashCode(), nodes.size());
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

    /** What it has of a sender's direct messages, when those are so many. */
    public List<Entry> awaitFrom(String sender, int count, Duration limit) {
        return await(
                one -> one.room().startsWith("d:")
                        && one.item().getString("from").equals(sender),
                count,
                limit);
    }

    /** What it has of a room, when that is so much. */
    public List<Entry> awaitIn(String room, int count, Duration limit) {
        return await(one -> one.room().equals(room), count, limit);
    }

    /** The places in the inbox of all that it has, as it came. */
    public List<Long> places() {
        return inbox.stored().all().stream().map(WsInbox.Stored::iseq).toList();
    }

    @Override
    public void close() {
        stopping = true;
        WsClient now = client;
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

    private List<Entry> await(Predicate<WsInbox.Stored> which, int count, Duration limit) {
        Wait.until(
                count + " messages in the inbox of " + account,
                limit,
                () -> entries(which).size() >= count);
        return entries(which);
    }

    private List<Entry> entries(Predicate<WsInbox.Stored> which) {
        return inbox.stored().all().stream()
                .filter(which)
                .map(WsInbox.Stored::entry)
                .toList();
    }

    private void run() {
        while (!stopping) {
            Wait.until(account + " is let in", LIMIT, () -> stopping || connect());
            if (!stopping) {
                Wait.get(client.ending(), Duration.ofMinutes(10));
                moves.incrementAndGet();
                node = (node + 1) % nodes.size();
            }
        }
    }

    private boolean connect() {
        try {
            client = inbox.connect(nodes.get(node), account, "phone");
            return true;
        } catch (AssertionError | RuntimeException notThere) {
            node = (node + 1) % nodes.size();
            return false;
        }
    }
}
