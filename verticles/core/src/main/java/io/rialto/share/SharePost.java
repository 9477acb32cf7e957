package io.rialto.share;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.bus.Neighbours;
import io.rialto.bus.Neighbours.Urgency;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import io.rialto.post.HandOver;
import io.rialto.post.LiveSessions;
import io.rialto.post.LocalSeat;
import io.rialto.post.Postman;
import io.rialto.post.QueueLetter;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Brings what share groups hand out to their members' sessions, on whichever node those are. Safe on any thread. */
public final class SharePost implements StandbyLink {
    /** Frames for members of a node. */
    record Handed(List<HandOver> all) {}

    /** What is said between nodes about share groups. */
    public static final List<Class<?>> WORDS = List.of(
            Handed.class, Join.class, Reports.class, HearOut.class, TakeOver.class, Copies.class, CopiesOver.class);

    private static final int MAX_BYTES = 1 << 20;
    private static final int OVERHEAD = 256;

    private final Bus bus;
    private final Neighbours neighbours;
    private final LiveSessions live;

    /** The one of a node. */
    public SharePost(Bus bus, Placement placement, Neighbours neighbours, LiveSessions live, Postman postman) {
        postman.forGroups(letters ->
                byHome(letters, placement).forEach((home, all) -> bus.tell(Address.SHARES, home, new Arrived(all))));
        this.bus = bus;
        this.neighbours = neighbours;
        this.live = live;
        neighbours.hear(Handed.class, (from, word) -> bring(word.all()));
        neighbours.hear(
                Copies.class,
                (from, word) -> bus.tell(Address.SHARES, new Home(neighbours.self(), word.shard()), word));
        neighbours.onDrained((node, urgency) -> {
            if (urgency == Urgency.MESSAGE) {
                placement.here().forEach(home -> bus.tell(Address.SHARES, home, new Drained(node)));
            }
        });
    }

    private static Map<Home, List<QueueLetter>> byHome(List<QueueLetter> letters, Placement placement) {
        Map<Home, List<QueueLetter>> byHome = new HashMap<>(2);
        letters.forEach(letter -> byHome.computeIfAbsent(placement.here(letter.to()), any -> new ArrayList<>())
                .add(letter));
        return byHome;
    }

    /** Brings runs, which it takes over, to members of this node: one task per event loop. */
    void bring(List<HandOver> all) {
        IdentityHashMap<Context, List<Runnable>> byContext = new IdentityHashMap<>();
        for (HandOver one : all) {
            LocalSeat session = live.byId(one.member().session());
            if (session == null) {
                one.run().release(); // its group has been told that it left
            } else {
                byContext
                        .computeIfAbsent(session.context(), context -> new ArrayList<>())
                        .add(() -> session.shared(one));
            }
        }
        byContext.forEach((context, tasks) -> context.runOnContext(now -> tasks.forEach(Runnable::run)));
    }

    /** Sends runs, which stay the caller's, to members of another node: what its link did not take. */
    List<HandOver> send(NodeId node, List<HandOver> all) {
        int sent = 0;
        while (sent < all.size()) {
            int end = portion(all, sent);
            if (!neighbours.say(node, Urgency.MESSAGE, new Handed(all.subList(sent, end)))) {
                return all.subList(sent, all.size());
            }
            sent = end;
        }
        return List.of();
    }

    @Override
    public boolean copy(Home standby, Copies word) {
        return neighbours.say(standby.node(), Urgency.MESSAGE, word);
    }

    @Override
    public void over(Home standby, CopiesOver word) {
        bus.tell(Address.SHARES, standby, word);
    }

    /** The end of what goes as one word, at least one. */
    private static int portion(List<HandOver> all, int from) {
        long bytes = 0;
        int end = from;
        while (end < all.size()) {
            long more = all.get(end).run().bytes()
                    + (long) OVERHEAD * all.get(end).run().frames().size();
            if (end > from && bytes + more > MAX_BYTES) {
                return end;
            }
            bytes += more;
            end++;
        }
        return end;
    }
}
