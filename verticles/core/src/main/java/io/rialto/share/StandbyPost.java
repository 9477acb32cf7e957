package io.rialto.share;

import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the groups of one shard tell their standbys in one turn of its loop: it leaves together, before what members are
 * handed does. Confined to its shard.
 */
final class StandbyPost {
    private static final int MAX_BYTES = 1 << 20;

    private final Context context;
    private final SharePost post;
    private final ShareFigures figures;
    private List<StandbyLine> due = new ArrayList<>();
    /** Those that a link did not take something of. */
    private final Set<StandbyLine> behind = new HashSet<>();

    private long lines;

    StandbyPost(Context context, SharePost post, ShareFigures figures) {
        this.context = context;
        this.post = post;
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
            context.runOnContext(turnEnds -> leave());
        }
        due.add(line);
    }

    void over(Home standby, CopiesOver word) {
        post.over(standby, word);
    }

    /** Whose link took nothing before may say everything anew. */
    void again(NodeId node) {
        List<StandbyLine> some = behind.stream()
                .filter(line -> line.standby() != null && line.standby().node().equals(node))
                .toList();
        some.forEach(behind::remove);
        some.forEach(StandbyLine::begin);
    }

    /** Every few seconds: of what no link has told. */
    void again() {
        List<StandbyLine> some = List.copyOf(behind);
        behind.clear();
        some.forEach(StandbyLine::begin);
    }

    /** Everything leaves now: few words for each standby, however many groups there are. */
    void leave() {
        List<StandbyLine> now = due;
        due = new ArrayList<>();
        Map<Home, List<StandbyLine>> byStandby = new LinkedHashMap<>(2);
        for (StandbyLine line : now) {
            if (line.standby() == null) {
                line.leave(); // which has nothing to say
            } else {
                byStandby
                        .computeIfAbsent(line.standby(), any -> new ArrayList<>())
                        .add(line);
            }
        }
        byStandby.forEach(this::leave);
    }

    private void leave(Home standby, List<StandbyLine> lines) {
        List<StandbyLine> whose = new ArrayList<>();
        List<Copied> words = new ArrayList<>();
        long bytes = 0;
        for (StandbyLine line : lines) {
            for (Copied word : line.leave()) {
                if (!words.isEmpty() && bytes + word.bytes() > MAX_BYTES) {
                    say(standby, whose, words);
                    whose.clear();
                    words.clear();
                    bytes = 0;
                }
                words.add(word);
                whose.add(line);
                bytes += word.bytes();
            }
        }
        say(standby, whose, words);
    }

    private void say(Home standby, List<StandbyLine> whose, List<Copied> words) {
        if (!words.isEmpty() && !post.copy(standby, new Copies(standby.shard(), words))) {
            behind.addAll(whose);
            figures.standbyBehind();
        }
    }
}
