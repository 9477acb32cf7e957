package io.rialto.share;

import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * What the groups of one shard tell their standbys in one turn of its loop: it leaves together, before what members are
 * handed does. Confined to its shard.
 */
final class StandbyPost {
    private final Executor turnEnd;
    private final StandbyLink link;
    private final ShareFigures figures;
    private List<StandbyLine> due = new ArrayList<>();
    /** With whom something is still to be said. */
    private final Map<Home, StandbyTalk> talks = new HashMap<>(2);

    private long lines;

    /** @param turnEnd runs what is to be done when the turn ends */
    StandbyPost(Executor turnEnd, StandbyLink link, ShareFigures figures) {
        this.turnEnd = turnEnd;
        this.link = link;
        this.figures = figures;
        this.lines = System.currentTimeMillis() << 20; // above those of an earlier start
    }

    /** A number that no line of this shard had. */
    long line() {
        return ++lines;
    }

    /** The line has something to say when the turn ends. */
    void due(StandbyLine line) {
        if (due.isEmpty()) {
            turnEnd.execute(this::leave);
        }
        due.add(line);
    }

    void over(Home standby, CopiesOver word) {
        link.over(standby, word);
    }

    /** The link to a node takes words again. */
    void again(NodeId node) {
        talks.entrySet()
                .removeIf(one ->
                        one.getKey().node().equals(node) && one.getValue().again());
    }

    /** Every few seconds: of what no link has told. */
    void again() {
        talks.values().removeIf(StandbyTalk::again);
    }

    /** A node is gone: nothing is to be said to it. */
    void nodeGone(NodeId node) {
        talks.keySet().removeIf(standby -> standby.node().equals(node));
    }

    /** Everything leaves now: few words for each standby, however many groups there are. */
    void leave() {
        List<StandbyLine> now = due;
        due = new ArrayList<>();
        for (StandbyLine line : now) {
            if (line.standby() == null) {
                line.leave(); // which has nothing to say
            } else {
                talks.computeIfAbsent(line.standby(), standby -> new StandbyTalk(standby, link, figures))
                        .add(line);
            }
        }
        talks.values().removeIf(StandbyTalk::goOn);
    }
}
