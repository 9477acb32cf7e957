package io.rialto.share;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.cluster.Home;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.ShareName;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * What a share group has passes on to the home that it has now: so much at a time, again where that did not answer.
 * Confined to its shard.
 */
final class Succession {
    private static final int MOST = 256;
    private static final int MAX_BYTES = 1 << 16;
    private static final long AGAIN_MILLIS = 200;

    private final Vertx vertx;
    private final Bus bus;
    private final ShareName name;
    private final Waiting waiting;
    private final long graceMillis;
    private final Runnable changed;
    /** Null where the group is served here. */
    private Home next;

    private boolean underWay;
    private boolean takesOver;
    private boolean quiet;

    /**
     * Of a group that is served here.
     *
     * @param waiting what is passed on
     * @param graceMillis how long a frame that was published before the next home was subscribed may be on its way here
     * @param changed is told when that may be over, or something has come back
     */
    Succession(Vertx vertx, Bus bus, ShareName name, Waiting waiting, long graceMillis, Runnable changed) {
        this.vertx = vertx;
        this.bus = bus;
        this.name = name;
        this.waiting = waiting;
        this.graceMillis = graceMillis;
        this.changed = changed;
    }

    /** The group is served there now; here where it is null. */
    void to(Home home) {
        if (home == null || !home.equals(next)) {
            next = home;
            takesOver = false;
            quiet = false;
        }
    }

    /** Whether the group is served elsewhere. */
    boolean isDue() {
        return next != null;
    }

    /** Whether nothing comes here any more that does not come there as well. */
    boolean isQuiet() {
        return quiet;
    }

    /** Whether nothing is left, nor comes any more. */
    boolean isOver() {
        return quiet && !underWay && waiting.isEmpty();
    }

    /** Passes on what waits. */
    void pump() {
        if (next == null || underWay || (takesOver && waiting.isEmpty())) {
            return;
        }
        underWay = true;
        Home asked = next;
        List<Item> some = some();
        List<Passed> messages = some.stream()
                .map(one -> new Passed(one.topic(), one.epoch(), one.frame()))
                .toList();
        bus.<Done>ask(Address.SHARES, asked, null, null, new TakeOver(name, messages))
                .onComplete(done -> taken(asked, some), failure -> notTaken(some));
    }

    private List<Item> some() {
        List<Item> some = new ArrayList<>();
        long now = System.currentTimeMillis();
        long bytes = 0;
        for (Item item = waiting.first(now);
                item != null && some.size() < MOST && bytes < MAX_BYTES;
                item = waiting.first(now)) {
            waiting.remove(item);
            some.add(item);
            bytes += item.weight();
        }
        return some;
    }

    private void taken(Home by, List<Item> items) {
        underWay = false;
        waiting.passed(items);
        if (by.equals(next) && !takesOver) {
            takesOver = true;
            vertx.setTimer(graceMillis, timer -> becomeQuiet(by));
        }
        pump();
        changed.run();
    }

    private void becomeQuiet(Home by) {
        quiet = by.equals(next) && takesOver;
        changed.run();
    }

    private void notTaken(List<Item> items) {
        items.forEach(waiting::add);
        vertx.setTimer(AGAIN_MILLIS, timer -> {
            underWay = false;
            pump();
            changed.run();
        });
    }
}
