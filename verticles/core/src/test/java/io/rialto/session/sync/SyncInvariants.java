package io.rialto.session.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.session.sync.SyncState.Phase;
import java.util.Set;
import java.util.TreeSet;

/** Watches one session for I1, I2, I3 and I7 of rooms.md §3.4; it keeps its own books, apart from the machine's. */
final class SyncInvariants {
    private final Set<Long> items = new TreeSet<>();
    private long unansweredHead;
    private long lastNotice = Long.MIN_VALUE / 2;

    void before(SyncEvent event, SyncState state) {
        event.accept(new Books());
    }

    void after(SyncState before, Transition<SyncState, SyncEffect> transition, long now) {
        SyncState state = transition.state();
        if (before.phase() != Phase.OFFLINE) {
            assertThat(state.cursor()).as("I7").isGreaterThanOrEqualTo(before.cursor());
        }
        assertThat(state.cursor()).isLessThanOrEqualTo(state.head());
        if (state.phase() == Phase.IDLE) {
            assertThat(state.cursor()).as("idle means up to date").isEqualTo(state.head());
        }
        transition.effects().forEach(effect -> effect.accept(new Watch(before, state, now)));
    }

    private final class Books implements SyncEvent.Handler<Void> {
        @Override
        public Void on(SyncEvent.Connected event) {
            return forget();
        }

        @Override
        public Void on(SyncEvent.Disconnected event) {
            return forget();
        }

        @Override
        public Void on(SyncEvent.Pull event) {
            unansweredHead = 0;
            return null;
        }

        @Override
        public Void on(SyncEvent.Ack event) {
            items.removeIf(iseq -> iseq <= event.iseq());
            if (event.iseq() >= unansweredHead) {
                unansweredHead = 0;
            }
            return null;
        }

        @Override
        public Void on(SyncEvent.Arrived event) {
            return null;
        }

        @Override
        public Void on(SyncEvent.Heard event) {
            return null;
        }

        @Override
        public Void on(SyncEvent.Sent event) {
            return null;
        }

        @Override
        public Void on(SyncEvent.PageSent event) {
            return null;
        }

        @Override
        public Void on(SyncEvent.Tick event) {
            return null;
        }

        private Void forget() {
            items.clear();
            unansweredHead = 0;
            lastNotice = Long.MIN_VALUE / 2;
            return null;
        }
    }

    private final class Watch implements SyncEffect.Handler {
        private final SyncState before;
        private final SyncState state;
        private final long now;

        Watch(SyncState before, SyncState state, long now) {
            this.before = before;
            this.state = state;
            this.now = now;
        }

        @Override
        public void on(SyncEffect.SendItem effect) {
            items.removeIf(iseq -> iseq <= state.cursor());
            assertThat(effect.iseq()).isEqualTo(state.cursor() + 1);
            items.add(effect.iseq());
            assertThat(items).as("I1").hasSize(1);
        }

        @Override
        public void on(SyncEffect.SendNotice effect) {
            assertThat(now - lastNotice).as("I3").isGreaterThanOrEqualTo(200);
            if (unansweredHead > 0 && before.phase() != Phase.STALLED) {
                assertThat(now - lastNotice).as("I2: only a repetition by T14").isGreaterThanOrEqualTo(10_000);
            }
            unansweredHead = effect.head();
            lastNotice = now;
        }

        @Override
        public void on(SyncEffect.SendPage effect) {
            // Any number of pages may be under way.
        }

        @Override
        public void on(SyncEffect.CursorMoved effect) {
            assertThat(effect.iseq()).isEqualTo(state.cursor());
        }
    }
}
