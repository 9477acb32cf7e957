package io.rialto.bench.client;

import io.rialto.bench.scenario.Door;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Accounts that are online; some of them go and come again, the others watch them. Confined to the thread that uses it. */
public final class Watchers implements AutoCloseable {
    private static final long LONGEST = 600_000_000_000L;
    private static final int DIGITS = 2;
    private static final double SECOND = 1e9;
    private static final long WAIT = 20_000_000;
    private static final long QUIET = 2_000_000_000L;

    private final InetSocketAddress server;
    private final LoadLoop loop = new LoadLoop();
    private final Tally tally = new Tally();
    private final Gathering gathering = new Gathering(loop, tally);
    private final List<Resident> flapping;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Link[] links;
    private final long[] changedAt;
    private final Histogram times = new Histogram(LONGEST, DIGITS);
    private long notices;
    private boolean expected;
    private boolean leaving;

    /** Those who go and come; nobody is connected yet. */
    public Watchers(Doors server, List<Resident> flapping) {
        this.server = server.door(Door.WEBSOCKET);
        this.flapping = List.copyOf(flapping);
        this.links = new Link[flapping.size()];
        this.changedAt = new long[flapping.size()];
        for (int i = 0; i < flapping.size(); i++) {
            numbers.put(flapping.get(i).account(), i);
        }
    }

    /** Connects those who watch, each so many of the others; before those others come. */
    public void watch(List<Resident> watching, int each) {
        for (int i = 0; i < watching.size(); i++) {
            List<String> accounts = new ArrayList<>();
            for (int k = 0; k < each; k++) {
                accounts.add(flapping.get((i * each + k) % flapping.size()).account());
            }
            gathering.connect(
                    seat(List.of(signIn(watching.get(i)), NativeMessages.watch(accounts))), new Watcher(tally));
        }
        gathering.awaitAll("watchers");
    }

    /** All who flap come. */
    public void come() {
        begin(true);
        for (int i = 0; i < links.length; i++) {
            int number = i;
            links[i] = gathering.connect(seat(List.of(signIn(flapping.get(i)))), new Watcher(tally) {
                @Override
                public void ready() {
                    super.ready();
                    changedAt[number] = loop.tick();
                }

                @Override
                public void lost(String why) {
                    if (!leaving) {
                        super.lost(why);
                    }
                }
            });
        }
        gathering.awaitAll("those who come again");
    }

    /** All who flap go at once. */
    public void go() {
        begin(false);
        leaving = true;
        for (int i = 0; i < links.length; i++) {
            changedAt[i] = loop.tick();
            links[i].close("gone");
        }
        leaving = false;
    }

    /** Waits for so many notices, or until no more come; how many came since the last change. */
    public long await(long wanted, double seconds) {
        long end = loop.tick() + (long) (seconds * SECOND);
        long seen = notices;
        long seenAt = loop.now();
        while (notices < wanted && loop.tick() < end && loop.now() - seenAt < QUIET) {
            loop.turn(WAIT);
            if (notices != seen) {
                seen = notices;
                seenAt = loop.now();
            }
        }
        return notices;
    }

    /** From the change to the notice. */
    public Latency latency() {
        return Latency.of(times);
    }

    private void begin(boolean online) {
        expected = online;
        notices = 0;
        times.reset();
    }

    private Seat seat(List<String> opening) {
        return new Seat(server, new NativeWire(server, opening));
    }

    private static String signIn(Resident who) {
        return NativeMessages.member(who.token(), "bench", false);
    }

    @Override
    public void close() {
        leaving = true;
        loop.close();
    }

    private class Watcher extends Bystander {
        private final Tally own;

        Watcher(Tally own) {
            super(own);
            this.own = own;
        }

        @Override
        public void noticed(String account, boolean online) {
            Integer number = numbers.get(account);
            if (number != null && online == expected) {
                notices++;
                long since = changedAt[number];
                times.recordValue(since == 0 ? 0 : Math.max(0, Math.min(loop.now() - since, LONGEST)));
            }
        }

        @Override
        public void lost(String why) {
            own.lost++;
            own.lastLoss = why;
        }
    }
}
