package io.rialto.session.sync;

import static io.rialto.session.sync.SyncState.NEVER;

import io.rialto.session.sync.SyncEffect.CursorMoved;
import io.rialto.session.sync.SyncEffect.SendItem;
import io.rialto.session.sync.SyncEffect.SendNotice;
import io.rialto.session.sync.SyncEffect.SendPage;
import io.rialto.session.sync.SyncState.Marks;
import io.rialto.session.sync.SyncState.Notice;
import io.rialto.session.sync.SyncState.Phase;
import java.util.List;

/** One step of the {@link SyncMachine}; the comments name the rows of rooms.md §3.4. */
final class SyncStep implements SyncEvent.Handler<Transition<SyncState, SyncEffect>> {
    private static final int MAX_COUNT = 999;

    private final SyncTimers timers;
    private final SyncState state;
    private final long now;

    SyncStep(SyncTimers timers, SyncState state, long now) {
        this.timers = timers;
        this.state = state;
        this.now = now;
    }

    @Override
    public Transition<SyncState, SyncEffect> on(SyncEvent.Connected event) { // T1, T21
        Marks marks = new Marks(
                Math.max(state.cursor(), event.cursor()),
                Math.max(state.head(), Math.max(event.cursor(), event.head())),
                state.marks().its(),
                Marks.NO_PAGE);
        SyncState fresh = new SyncState(
                Phase.SYNCING, marks, SyncState.OFFLINE.direct(), state.notice().answered(), now + timers.sync());
        return Transition.to(fresh.caughtUp() ? fresh.idle() : fresh);
    }

    @Override
    public Transition<SyncState, SyncEffect> on(SyncEvent.Arrived event) {
        if (event.iseq() <= state.head()) {
            return stay();
        }
        SyncState raised = state.raised(event.iseq(), event.its()).offering(event.fits() ? event.iseq() : 0, now);
        return switch (state.phase()) {
            case OFFLINE -> stay();
            case IDLE -> offer(raised); // T4, T5
            case DIRECT -> notice(raised); // T7
            case SYNCING, NOTIFIED, PULLING, STALLED -> Transition.to(raised); // T19c, T13, T17, T19
        };
    }

    @Override
    public Transition<SyncState, SyncEffect> on(SyncEvent.Heard event) { // T13, T17, T19, T19c
        return event.head() > state.head() && state.phase().onlyHears() ? Transition.to(state.heard(event)) : stay();
    }

    @Override
    public Transition<SyncState, SyncEffect> on(SyncEvent.Sent event) {
        if (event.iseq() <= state.head()) {
            return stay();
        }
        SyncState raised = state.raised(event.iseq(), event.its());
        return switch (state.phase()) {
            case OFFLINE -> stay();
            case IDLE -> event.iseq() == state.cursor() + 1 ? ownItem(raised) : notice(raised);
            case DIRECT -> notice(raised);
            case SYNCING, NOTIFIED, PULLING, STALLED -> Transition.to(raised);
        };
    }

    @Override
    public Transition<SyncState, SyncEffect> on(SyncEvent.Pull event) { // T2, T12, T15, T19, T19b
        if (state.phase() == Phase.OFFLINE) {
            return stay();
        }
        SyncState acked = state.acked(event.after())
                .landed()
                .page(Marks.NO_PAGE)
                .with(state.notice().answered());
        SyncState next = acked.caughtUp() ? acked.idle() : acked.in(Phase.PULLING, now + timers.page());
        return Transition.<SyncState, SyncEffect>to(next, new SendPage(event.after()))
                .after(cursorMoved(next));
    }

    @Override
    public Transition<SyncState, SyncEffect> on(SyncEvent.PageSent event) {
        boolean news = event.head() > state.head();
        SyncState paged = (news ? state.raised(event.head(), 0) : state).page(event.to());
        return switch (state.phase()) {
            case OFFLINE -> stay();
            case PULLING -> Transition.to(paged.in(Phase.PULLING, now + timers.page()));
            // The page told the client of items that nobody had told this session of: it will answer the page.
            case IDLE, DIRECT -> Transition.to(news ? paged.landed().in(Phase.PULLING, now + timers.page()) : paged);
            case SYNCING, NOTIFIED, STALLED -> Transition.to(paged);
        };
    }

    @Override
    public Transition<SyncState, SyncEffect> on(SyncEvent.Ack event) {
        if (state.phase() == Phase.OFFLINE) {
            return stay();
        }
        SyncState acked = state.acked(event.iseq());
        if (acked.caughtUp()) { // T6, T11, T15, T19, T19c
            return Transition.<SyncState, SyncEffect>to(acked.idle()).after(cursorMoved(acked));
        }
        return behind(acked).after(cursorMoved(acked));
    }

    @Override
    public Transition<SyncState, SyncEffect> on(SyncEvent.Tick event) {
        if (now < state.deadline()) {
            return stay();
        }
        return switch (state.phase()) {
            case SYNCING -> notice(state); // T3
            case DIRECT -> state.direct().repeated() ? notice(state) : send(state, true); // T9, T8
            case NOTIFIED -> state.notice().sends() == 0 ? offer(state) : repeat(); // T10b, T14
            case PULLING -> state.pageAnswered() ? offer(state) : notice(state); // T16, T18
            case OFFLINE, IDLE, STALLED -> Transition.to(state.in(state.phase(), NEVER));
        };
    }

    @Override
    public Transition<SyncState, SyncEffect> on(SyncEvent.Disconnected event) { // T20
        return Transition.to(state.landed().with(state.notice().answered()).in(Phase.OFFLINE, NEVER));
    }

    private Transition<SyncState, SyncEffect> stay() {
        return Transition.to(state);
    }

    private List<SyncEffect> cursorMoved(SyncState next) {
        return next.cursor() > state.cursor() ? List.of(new CursorMoved(next.cursor())) : List.of();
    }

    /** The client reads the position in the answer to its send, whose {@code prev} is all it has. */
    private Transition<SyncState, SyncEffect> ownItem(SyncState raised) {
        SyncState moved = raised.acked(raised.head());
        return Transition.to(moved, new CursorMoved(moved.cursor()));
    }

    /** An acknowledgement that leaves something to fetch. */
    private Transition<SyncState, SyncEffect> behind(SyncState acked) {
        return switch (state.phase()) {
            case NOTIFIED -> acked.cursor() >= acked.notice().head() ? offer(acked) : Transition.to(acked); // T10b, T10
            case STALLED -> offer(acked); // T19
            case PULLING -> Transition.to(acked.pageAnswered() ? settling(acked) : acked); // T15
            case OFFLINE, SYNCING, IDLE, DIRECT -> Transition.to(acked);
        };
    }

    /** T16: the next pull is waited for a little. */
    private SyncState settling(SyncState acked) {
        return acked.in(Phase.PULLING, Math.min(acked.deadline(), now + timers.spacing()));
    }

    /** T4 where the newest item is the only one missing and may go out by itself, else T5. */
    private Transition<SyncState, SyncEffect> offer(SyncState next) {
        boolean eligible = next.head() == next.cursor() + 1
                && next.direct().fits() == next.head()
                && next.out() == 0
                && !next.direct().rate().high(now);
        return eligible ? send(next.with(next.notice().answered()), false) : notice(next);
    }

    private Transition<SyncState, SyncEffect> send(SyncState next, boolean repeated) {
        boolean again = next.direct().sent() >= next.head();
        SyncState sending = next.sending(next.head(), repeated).in(Phase.DIRECT, now + timers.direct());
        return Transition.to(sending, new SendItem(next.head(), again));
    }

    /** T5; waits where the last notice is too young (I3). */
    private Transition<SyncState, SyncEffect> notice(SyncState next) {
        long notBefore = next.notice().notBefore();
        if (now < notBefore) {
            return Transition.to(next.with(next.notice().answered()).in(Phase.NOTIFIED, notBefore));
        }
        return tell(next, 1, Phase.NOTIFIED, now + timers.notice().get(0));
    }

    /** T14: the last repetition is the end of trying. */
    private Transition<SyncState, SyncEffect> repeat() {
        int sends = state.notice().sends() + 1;
        return sends > timers.notice().size()
                ? tell(state, sends, Phase.STALLED, NEVER)
                : tell(state, sends, Phase.NOTIFIED, now + timers.notice().get(sends - 1));
    }

    private Transition<SyncState, SyncEffect> tell(SyncState next, int sends, Phase phase, long deadline) {
        SyncState told = next.with(new Notice(next.head(), sends, now + timers.spacing()))
                .in(phase, deadline);
        int count = (int) Math.min(MAX_COUNT, next.head() - next.cursor());
        return Transition.to(told, new SendNotice(next.head(), next.marks().its(), count));
    }
}
