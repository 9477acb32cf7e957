package io.rialto.share;

import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.contract.id.ShareName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What one group tells its standby, the home that it will have when the node of this one is lost: every message of QoS 1
 * and 2 that no member has settled. What comes and is settled in one turn is not told at all. Confined to its shard.
 */
final class StandbyLine {
    private static final int MAX_BYTES = 1 << 19;
    /** Where a link takes nothing for so long that more has been settled, telling everything anew is less. */
    private static final int MOST_SETTLED = 10_000;

    private final ShareName name;
    private final Home home;
    private final StandbyPost post;
    /** What this turn has brought. */
    private final Map<Long, Copy> kept = new LinkedHashMap<>();

    private final TreeSet<Long> handed = new TreeSet<>();
    private final TreeSet<Long> settled = new TreeSet<>();
    private Supplier<List<Copy>> all = List::of;
    /** Null where no other node could take over. */
    private Home standby;

    private long line;
    private boolean begins;
    private boolean due;

    StandbyLine(ShareName name, Home home, StandbyPost post) {
        this.name = name;
        this.home = home;
        this.post = post;
    }

    /** From now on what is unsettled is told to this home, nobody where that is null. */
    void to(Home next, Supplier<List<Copy>> unsettled) {
        all = unsettled;
        if (next == null ? standby == null : next.equals(standby)) {
            return;
        }
        over();
        standby = next;
        if (next != null) {
            begin();
        }
    }

    /** Everything is told anew. */
    void begin() {
        if (standby != null) {
            forget();
            line = post.line();
            begins = true;
            changed();
        }
    }

    /** The standby is gone, perhaps to come again: what it knew is lost. */
    void nodeGone(NodeId node) {
        if (standby != null && standby.node().equals(node)) {
            leaveStandby();
        }
    }

    /** Where the group would be served; null where nowhere. */
    Home standby() {
        return standby;
    }

    /** A message needs somebody, not given out with QoS 2 or not any more. */
    void keep(Item item) {
        if (isTold(item)) {
            kept.put(item.position(), Copy.of(item, false));
            handed.remove(item.position());
            changed();
        }
    }

    /** A message was given out with QoS 2. */
    void handed(Item item) {
        if (isTold(item)) {
            if (kept.replace(item.position(), Copy.of(item, true)) == null) {
                handed.add(item.position());
            }
            changed();
        }
    }

    /** A message needs nobody any more. */
    void settled(Item item) {
        if (isTold(item)) {
            handed.remove(item.position());
            if (kept.remove(item.position()) == null || item.frame().qos() == 2) {
                settled.add(item.position()); // of QoS 2 it may have been told before, since it came back
            }
            changed();
            if (settled.size() > MOST_SETTLED) {
                begin();
            }
        }
    }

    private boolean isTold(Item item) {
        return standby != null && !begins && covers(item);
    }

    /** Whether a standby has to know it: what the group's durable queue holds the next home has from there. */
    static boolean covers(Item item) {
        return item.queued() == null && item.frame().qos() > 0;
    }

    /** The group needs no standby any more. */
    void over() {
        if (standby != null) {
            post.over(standby, new CopiesOver(home, name, line));
            leaveStandby();
        }
    }

    private void leaveStandby() {
        standby = null;
        begins = false;
        due = false; // whoever asks for what was due finds that it is for somebody else
        forget();
    }

    /** Whether a word is still what it says. */
    boolean says(Copied word) {
        return standby != null && word.line() == line;
    }

    private void changed() {
        if (!due) {
            due = true;
            post.due(this);
        }
    }

    private void forget() {
        kept.clear();
        handed.clear();
        settled.clear();
    }

    /** What is to be said now, in words that links take as one. */
    List<Copied> leave() {
        due = false;
        List<Copied> words = words(begins ? all.get() : List.copyOf(kept.values()));
        begins = false;
        forget();
        return words;
    }

    private List<Copied> words(List<Copy> copies) {
        List<Copied> words = new ArrayList<>(1);
        List<Copy> some = new ArrayList<>();
        long bytes = 0;
        boolean first = begins;
        for (Copy one : copies) {
            long more = (long) one.frame().content().size() + one.topic().length();
            if (more > MAX_BYTES && (first || !some.isEmpty())) {
                // What is large goes alone: should no link ever take it, the rest is told.
                words.add(new Copied(home, name, line, first, some, List.of(), List.of()));
                some = new ArrayList<>();
                bytes = 0;
                first = false;
            }
            some.add(one);
            bytes += more;
            if (bytes > MAX_BYTES) {
                words.add(new Copied(home, name, line, first, some, List.of(), List.of()));
                some = new ArrayList<>();
                bytes = 0;
                first = false;
            }
        }
        if (first || !some.isEmpty() || !handed.isEmpty() || !settled.isEmpty()) {
            words.add(new Copied(home, name, line, first, some, spans(handed), spans(settled)));
        }
        return words;
    }

    private static List<Span> spans(SortedSet<Long> positions) {
        List<Span> spans = new ArrayList<>();
        long from = -1;
        long to = -2;
        for (long one : positions) {
            if (one != to + 1) {
                if (from >= 0) {
                    spans.add(new Span(from, to));
                }
                from = one;
            }
            to = one;
        }
        if (from >= 0) {
            spans.add(new Span(from, to));
        }
        return spans;
    }
}
