package io.rialto.session.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.session.sync.SyncState.Phase;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** A client and a session on a bad line: whatever happens, everything is stored once, in order (I1–I7). */
class SyncMachinePropertyTest {
    private static final int ITEMS = 60;
    private static final long ARRIVALS = 120_000;

    @Property(tries = 1_500, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void everyItemIsStoredOnceAndTheSessionIsIdleInTheEnd(
            @ForAll("losses") int loss, @ForAll @IntRange(max = 15) int disconnects, @ForAll long seed) {
        Run run = new Run(new VirtualWorld(new Random(seed), loss), false);
        run.plan(disconnects);

        run.untilSettled(loss == 0 ? 2_000_000 : 40_000_000);

        run.assertEverythingStored();
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void itemsThatTheSessionSendsItselfAreStoredOnceToo(
            @ForAll("losses") int loss, @ForAll @IntRange(max = 15) int disconnects, @ForAll long seed) {
        Run run = new Run(new VirtualWorld(new Random(seed), loss), true);
        run.plan(disconnects);

        run.untilSettled(loss == 0 ? 2_000_000 : 40_000_000);

        run.assertEverythingStored();
    }

    @Provide
    Arbitrary<Integer> losses() {
        return Arbitraries.of(0, 5, 30);
    }

    private static final class Run implements ModelClient.Upstream {
        private final VirtualWorld world;
        private final boolean ownItems;
        private final ModelInbox inbox = new ModelInbox();
        private final ModelServer server;
        private final ModelClient client;
        private int open;

        Run(VirtualWorld world, boolean ownItems) {
            this.world = world;
            this.ownItems = ownItems;
            this.client = new ModelClient(world, this);
            this.server = new ModelServer(world, inbox, () -> client);
        }

        void plan(int disconnects) {
            world.at(0, server::connect);
            long at = 0;
            for (int i = 0; i < ITEMS; i++) {
                at += world.chance(60) ? world.between(0, 60) : world.between(0, (int) (ARRIVALS / ITEMS) * 4);
                planned(at, this::append);
            }
            for (int i = 0; i < disconnects; i++) {
                planned(world.between(0, (int) ARRIVALS), this::reconnect);
            }
        }

        void untilSettled(long limit) {
            boolean settled = world.runUntil(
                    () -> open == 0
                            && server.phase() == Phase.IDLE
                            && server.cursor() == ITEMS
                            && client.stored().size() == ITEMS,
                    limit);
            assertThat(settled)
                    .as("settled in time: %s, cursor %d, stored %s", server.phase(), server.cursor(), client.stored())
                    .isTrue();
        }

        void assertEverythingStored() {
            assertThat(client.stored()).as("I4").isEqualTo(inbox.rows());
            Map<Integer, Long> rooms = new HashMap<>();
            for (ModelInbox.Row row : client.stored()) {
                assertThat(row.cseq()).as("I5").isEqualTo(rooms.merge(row.room(), 1L, Long::sum));
            }
        }

        private void planned(long at, Runnable what) {
            open++;
            world.at(at, () -> {
                open--;
                what.run();
            });
        }

        private void append() {
            ModelInbox.Row row = inbox.append(world.random().nextInt(3));
            if (ownItems && server.connected() && world.chance(20)) {
                world.frame(() -> client.onSent(row, row.iseq() - 1));
                // The session hears of a commit a little after the store can be read.
                world.onThisConnection(20, () -> server.on(new SyncEvent.Sent(row.iseq(), row.iseq())));
                return;
            }
            SyncEvent event =
                    new SyncEvent.Arrived(row.iseq(), row.iseq(), world.chance(10) ? 100_000 : 100, !world.chance(5));
            world.at(world.now() + 20, () -> server.on(event));
        }

        private void reconnect() {
            if (world.chance(30)) {
                server.connect(); // T21
                return;
            }
            server.disconnect();
            planned(world.now() + world.between(50, 3_000), server::connect);
        }

        @Override
        public void pull(long after) {
            assertThat(after).isLessThanOrEqualTo(inbox.head());
            world.frame(() -> server.on(new SyncEvent.Pull(after)));
        }

        @Override
        public void ack(long iseq) {
            if (!ownItems) {
                assertThat(server.cursor()).as("never ahead of the client").isLessThanOrEqualTo(client.local());
            }
            world.frame(() -> server.on(new SyncEvent.Ack(iseq)));
        }
    }
}
