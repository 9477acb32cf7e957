package io.rialto.share;

import io.rialto.cluster.Home;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the groups of one shard have to say to one standby. What its link does not take is said later, from there on: lines
 * that are larger than the link's window arrive as well. Meanwhile groups gather what they would say. Confined to its
 * shard.
 */
final class StandbyTalk {
    private static final int MAX_BYTES = 1 << 20;
    /** So often a link is asked to take one message that is large: perhaps it never does. */
    private static final int TRIES = 5;

    private record Unsaid(StandbyLine line, Copied word) {}

    private final Home standby;
    private final StandbyLink link;
    private final ShareFigures figures;
    /** Those that have not been asked yet what they have to say. */
    private final Set<StandbyLine> lines = new LinkedHashSet<>();

    private final Deque<Unsaid> words = new ArrayDeque<>();
    private boolean linkFull;
    private int tries;

    StandbyTalk(Home standby, StandbyLink link, ShareFigures figures) {
        this.standby = standby;
        this.link = link;
        this.figures = figures;
    }

    /** The line has something to say. */
    void add(StandbyLine line) {
        lines.add(line);
    }

    /** The link may take words again. Says them; whether everything is said. */
    boolean again() {
        linkFull = false;
        return goOn();
    }

    /** Says what there is, as far as the link takes it; whether everything is said. */
    boolean goOn() {
        while (!linkFull) {
            List<Unsaid> some = some();
            if (some.isEmpty()) {
                return true;
            }
            say(some);
        }
        return false;
    }

    private void say(List<Unsaid> some) {
        List<Copied> said = some.stream().map(Unsaid::word).toList();
        if (link.copy(standby, new Copies(standby.shard(), said))) {
            tries = 0;
            return;
        }
        figures.standbyBehind();
        if (said.get(0).bytes() > MAX_BYTES && ++tries == TRIES) {
            tries = 0;
            said.get(0).kept().forEach(uncovered -> figures.uncovered());
            return;
        }
        linkFull = true;
        for (int i = some.size() - 1; i >= 0; i--) {
            words.addFirst(some.get(i));
        }
    }

    /** As much as goes in one word, at least one line's. */
    private List<Unsaid> some() {
        List<Unsaid> some = new ArrayList<>();
        long bytes = 0;
        for (Unsaid next = next(); next != null; next = next()) {
            if (!some.isEmpty() && bytes + next.word().bytes() > MAX_BYTES) {
                words.addFirst(next);
                return some;
            }
            some.add(next);
            bytes += next.word().bytes();
        }
        return some;
    }

    /** What its line does not say any more, since it has begun anew or is over, need not be said. */
    private Unsaid next() {
        while (!words.isEmpty() || !lines.isEmpty()) {
            if (words.isEmpty()) {
                ask();
            } else {
                Unsaid next = words.remove();
                if (next.line().says(next.word())) {
                    return next;
                }
            }
        }
        return null;
    }

    private void ask() {
        StandbyLine line = lines.iterator().next();
        lines.remove(line);
        if (standby.equals(line.standby())) {
            line.leave().forEach(word -> words.add(new Unsaid(line, word)));
        }
    }
}
