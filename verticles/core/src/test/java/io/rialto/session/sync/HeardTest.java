package io.rialto.session.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.session.sync.SyncState.Phase;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** What is heard and told at once leads where it would have led item by item. */
class HeardTest {
    private static final int LARGE = SyncEvent.Arrived.MAX_BYTES + 1;

    private final SyncMachine machine = new SyncMachine(SyncTimers.DEFAULT);

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void theStateIsAsIfEachItemHadBeenToldAtItsTime(@ForAll("waiting") SyncState waiting, @ForAll long seed) {
        Random random = new Random(seed);
        Heard heard = new Heard();
        SyncState oneByOne = waiting;
        long now = 2_000_000;
        for (long iseq = waiting.head() + 1; iseq < waiting.head() + 40; iseq += 1 + random.nextInt(2)) {
            now += random.nextBoolean() ? random.nextInt(30) : random.nextInt(1500);
            SyncEvent.Arrived item =
                    new SyncEvent.Arrived(iseq, iseq * 10, random.nextInt(5) == 0 ? LARGE : 100, random.nextInt(5) > 0);
            Transition<SyncState, SyncEffect> step = machine.next(oneByOne, item, now);
            assertThat(step.effects()).isEmpty();
            oneByOne = step.state();
            heard.add(waiting, item, now);
            assertThat(heard.head(waiting)).isEqualTo(iseq);
        }

        Transition<SyncState, SyncEffect> told = machine.next(waiting, heard.take(), now + 5_000);

        assertThat(told.state()).isEqualTo(oneByOne);
        assertThat(told.effects()).isEmpty();
        assertThat(heard.take()).as("told once").isNull();
        assertThat(heard.head(told.state())).isEqualTo(oneByOne.head());
    }

    @Provide
    Arbitrary<SyncState> waiting() {
        return Arbitraries.of(Phase.values()).filter(Phase::onlyHears).map(HeardTest::in);
    }

    @Test
    void whereItemsMatterAtOnceNothingIsHeard() {
        SyncState idle = VirtualSession.connected(5, 5).state();
        SyncEvent.Heard late = new SyncEvent.Heard(6, 60, 6, PushRate.NONE);

        assertThat(idle.phase().onlyHears()).isFalse();
        assertThat(machine.next(idle, late, 1)).isEqualTo(Transition.to(idle));
        assertThat(machine.next(SyncState.OFFLINE, late, 1)).isEqualTo(Transition.to(SyncState.OFFLINE));
    }

    private static SyncState in(Phase phase) {
        VirtualSession session = VirtualSession.connected(5, phase == Phase.SYNCING ? 6 : 5);
        if (phase == Phase.NOTIFIED || phase == Phase.STALLED) {
            session.arrivesLarge(6);
        }
        if (phase == Phase.STALLED) {
            session.after(100_000);
        }
        if (phase == Phase.PULLING) {
            session.arrivesLarge(6);
            session.pulls(5);
        }
        assertThat(session.phase()).isEqualTo(phase);
        return session.state();
    }
}
