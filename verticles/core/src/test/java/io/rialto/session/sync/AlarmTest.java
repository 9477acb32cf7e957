package io.rialto.session.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rings when it was told last, with as few timers as that takes. */
class AlarmTest {
    private final VirtualWorld world = new VirtualWorld(new Random(1), 0);
    private final Counting timer = new Counting(new VirtualTimer(world));
    private final List<Long> rings = new ArrayList<>();
    private final Alarm alarm = new Alarm(timer, () -> rings.add(world.now() - begun()));
    private long begun;

    @BeforeEach
    void begin() {
        begun = world.now();
    }

    @Test
    void ringsOnceAtItsTime() {
        alarm.set(begun + 200);
        until(1_000);

        assertThat(rings).containsExactly(200L);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void putOffItRingsThenOnly() {
        alarm.set(begun + 200);
        alarm.set(begun + 500);
        alarm.set(begun + 300);
        until(1_000);

        assertThat(rings).containsExactly(300L);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void calledForEarlierItRingsEarlier() {
        alarm.set(begun + 500);
        alarm.set(begun + 100);
        until(1_000);

        assertThat(rings).containsExactly(100L);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void calledOffItDoesNotRing() {
        alarm.set(begun + 100);
        alarm.set(SyncState.NEVER);

        assertThat(timer.waiting()).isZero();
        until(1_000);
        assertThat(rings).isEmpty();
    }

    @Test
    void puttingItOffCostsNoTimer() {
        for (int i = 0; i < 100; i++) {
            alarm.set(begun + 1_000 + i);
        }
        assertThat(timer.made).isEqualTo(1);

        until(2_000);

        assertThat(rings).containsExactly(1_099L);
        assertThat(timer.made).isEqualTo(2);
    }

    private long begun() {
        return begun;
    }

    private void until(long millis) {
        boolean[] over = new boolean[1];
        world.at(begun + millis, () -> over[0] = true);
        assertThat(world.runUntil(() -> over[0], Long.MAX_VALUE)).isTrue();
    }

    private static final class Counting implements FeedTimer {
        private final VirtualTimer real;
        private int made;

        Counting(VirtualTimer real) {
            this.real = real;
        }

        int waiting() {
            return real.waiting();
        }

        @Override
        public long now() {
            return real.now();
        }

        @Override
        public Runnable after(long millis, Runnable task) {
            made++;
            return real.after(millis, task);
        }
    }
}
