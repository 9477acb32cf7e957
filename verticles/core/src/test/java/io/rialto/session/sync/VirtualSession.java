package io.rialto.session.sync;

import io.rialto.session.sync.SyncState.Phase;
import java.util.ArrayList;
import java.util.List;

/** A session on a clock of its own, for tests that tell a story. */
final class VirtualSession {
    private final SyncMachine machine = new SyncMachine(SyncTimers.DEFAULT);
    private SyncState state = SyncState.OFFLINE;
    private long now = 1_000_000;

    static VirtualSession connected(long cursor, long head) {
        VirtualSession session = new VirtualSession();
        session.on(new SyncEvent.Connected(cursor, head));
        return session;
    }

    List<SyncEffect> on(SyncEvent event) {
        Transition<SyncState, SyncEffect> transition = machine.next(state, event, now);
        state = transition.state();
        return transition.effects();
    }

    List<SyncEffect> arrives(long iseq) {
        return on(new SyncEvent.Arrived(iseq, iseq * 10, 100, true));
    }

    List<SyncEffect> arrivesLarge(long iseq) {
        return on(new SyncEvent.Arrived(iseq, iseq * 10, SyncEvent.Arrived.MAX_BYTES + 1, true));
    }

    List<SyncEffect> acks(long iseq) {
        return on(new SyncEvent.Ack(iseq));
    }

    List<SyncEffect> pulls(long after) {
        return on(new SyncEvent.Pull(after));
    }

    List<SyncEffect> pageSent(long to) {
        return on(new SyncEvent.PageSent(to, Math.max(to, state.head())));
    }

    /** Lets time pass, ticks as a driver would: at every deadline on the way. */
    List<SyncEffect> after(long millis) {
        long end = now + millis;
        List<SyncEffect> effects = new ArrayList<>();
        while (state.nextDeadline() <= end) {
            now = Math.max(now, state.nextDeadline());
            effects.addAll(on(new SyncEvent.Tick()));
        }
        now = end;
        return effects;
    }

    Phase phase() {
        return state.phase();
    }

    SyncState state() {
        return state;
    }
}
