package io.rialto.session.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.session.Push;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** The window machine in its feed: a device that acknowledges in any order, a store that fails, connections that end. */
class WindowFeedPropertyTest {
    private static final int POSITIONS = 80;
    private static final int ARRIVALS = 60_000;

    @Property(tries = 1_500, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void everyItemIsGivenAndTheCursorEndsAtTheHead(
            @ForAll("windows") int window,
            @ForAll("failures") int failures,
            @ForAll @IntRange(max = 15) int disconnects,
            @ForAll long seed) {
        Run run = new Run(new VirtualWorld(new Random(seed), 0), window, failures);
        run.plan(disconnects);

        boolean settled = run.world.runUntil(run::settled, 10 * ARRIVALS);

        assertThat(settled).as("cursor %d, got %s", run.cursor, run.got).isTrue();
        assertThat(run.got).containsAll(run.foreign);
    }

    @Provide
    Arbitrary<Integer> windows() {
        return Arbitraries.of(1, 2, 5, 20, 64);
    }

    @Provide
    Arbitrary<Integer> failures() {
        return Arbitraries.of(0, 5, 50);
    }

    private static final class Run {
        private final VirtualWorld world;
        private final int window;
        private final VirtualTimer timer;
        private final FakeInbox inbox;
        /** Of all connections: what the device got, what it should get, what it acknowledged or sent itself. */
        private final Set<Long> got = new TreeSet<>();

        private final Set<Long> foreign = new TreeSet<>();
        private final Set<Long> done = new HashSet<>();
        /** Of this connection: what was pushed, what is unacknowledged, what the session sent. */
        private final Set<Long> underWay = new TreeSet<>();

        private final Set<Long> own = new HashSet<>();
        private long last;
        private long cursor;
        private int open;
        private InboxFeed feed;
        /** A check that failed inside a future's listener, where nobody would hear of it. */
        private AssertionError broken;

        Run(VirtualWorld world, int window, int failures) {
            this.world = world;
            this.window = window;
            this.timer = new VirtualTimer(world);
            this.inbox = new FakeInbox(
                    answer -> world.at(world.now() + world.between(0, 50), answer), () -> world.chance(failures));
        }

        void plan(int disconnects) {
            planned(0, this::connect);
            long at = 0;
            for (int i = 0; i < POSITIONS; i++) {
                at += world.chance(60) ? world.between(0, 20) : world.between(0, 4 * ARRIVALS / POSITIONS);
                planned(at, this::append);
            }
            for (int i = 0; i < disconnects; i++) {
                planned(world.between(1, ARRIVALS), this::reconnect);
            }
        }

        boolean settled() {
            if (broken != null) {
                throw broken;
            }
            return open == 0 && cursor == inbox.head() && underWay.isEmpty();
        }

        private void planned(long at, Runnable what) {
            open++;
            world.at(at, () -> {
                open--;
                what.run();
            });
        }

        private void connect() {
            if (feed != null) {
                feed.close();
            }
            world.cutConnection();
            underWay.clear();
            own.clear();
            last = cursor;
            FeedPorts ports = new FeedPorts(
                    Items.BOB,
                    inbox,
                    push -> checked(() -> pushed(push)),
                    room -> true,
                    iseq -> checked(() -> moved(iseq)),
                    timer);
            feed = new WindowFeed(ports, new InboxOpened(cursor, inbox.head(), 0, -1), window);
        }

        private void reconnect() {
            if (feed != null && world.chance(50)) {
                feed.close();
                feed = null;
                world.cutConnection();
                planned(world.now() + world.between(50, 3_000), this::connect);
                return;
            }
            connect();
        }

        private void append() {
            long iseq = inbox.head() + 1;
            if (iseq < POSITIONS && world.chance(10)) {
                inbox.expired(iseq);
                done.add(iseq);
                return;
            }
            InboxItem item = inbox.add(Items.item(iseq));
            boolean sentByUs = feed != null && world.chance(20);
            if (sentByUs) {
                own.add(iseq);
                done.add(iseq);
                feed.sent(item);
                return;
            }
            foreign.add(iseq);
            // Told a little after the store can be read, sometimes only by the one that follows.
            if (world.chance(90) || iseq == POSITIONS) {
                planned(world.now() + 5, () -> tell(item));
            }
        }

        private void tell(InboxItem item) {
            if (feed != null) {
                feed.arrived(item);
            }
        }

        private void checked(Runnable check) {
            try {
                check.run();
            } catch (AssertionError e) {
                broken = e;
            }
        }

        private void pushed(Push push) {
            long iseq = ((Push.Item) push).item().iseq();
            assertThat(iseq).as("in order, once per connection").isGreaterThan(last);
            assertThat(own).as("its own items").doesNotContain(iseq);
            last = iseq;
            underWay.add(iseq);
            assertThat(underWay).as("window").hasSizeLessThanOrEqualTo(window);
            got.add(iseq);
            if (world.chance(10)) {
                acknowledge(iseq); // as MQTT does at QoS 0: the write is the acknowledgement
            } else {
                world.onThisConnection(world.between(5, 300), () -> acknowledge(iseq));
            }
        }

        private void acknowledge(long iseq) {
            underWay.remove(iseq);
            done.add(iseq);
            feed.ack(iseq);
            if (world.chance(5)) {
                world.onThisConnection(10, () -> feed.ack(iseq));
            }
        }

        private void moved(long iseq) {
            assertThat(iseq).as("I7").isGreaterThan(cursor).isLessThanOrEqualTo(inbox.head());
            for (long position = cursor + 1; position <= iseq; position++) {
                assertThat(done).as("never past what is not acknowledged").contains(position);
            }
            cursor = iseq;
        }
    }
}
