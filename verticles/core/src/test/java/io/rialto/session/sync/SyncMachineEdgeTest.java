package io.rialto.session.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.session.sync.SyncEffect.CursorMoved;
import io.rialto.session.sync.SyncEffect.SendItem;
import io.rialto.session.sync.SyncEffect.SendNotice;
import io.rialto.session.sync.SyncEffect.SendPage;
import io.rialto.session.sync.SyncState.Phase;
import org.junit.jupiter.api.Test;

/** What a client may get wrong, and what the table of rooms.md §3.4 leaves open. */
class SyncMachineEdgeTest {
    @Test
    void clampsAnAcknowledgementBeyondTheHead() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);

        assertThat(session.acks(1_000)).containsExactly(new CursorMoved(6));

        assertThat(session.state().cursor()).isEqualTo(6);
        assertThat(session.arrives(7)).containsExactly(new SendItem(7, false));
    }

    @Test
    void ignoresAnAcknowledgementBelowTheCursor() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);

        assertThat(session.acks(2)).isEmpty();
        assertThat(session.acks(-1)).isEmpty();

        assertThat(session.phase()).isEqualTo(Phase.DIRECT);
        assertThat(session.state().cursor()).isEqualTo(5);
    }

    @Test
    void answersAPullBeyondTheHeadAndStaysIdle() {
        VirtualSession session = VirtualSession.connected(5, 5);

        assertThat(session.pulls(9)).containsExactly(new SendPage(9));

        assertThat(session.phase()).isEqualTo(Phase.IDLE);
        assertThat(session.state().cursor()).isEqualTo(5);
    }

    @Test
    void answersTheSamePullTwiceFromTheSamePlace() {
        VirtualSession session = VirtualSession.connected(5, 9);

        assertThat(session.pulls(7)).containsExactly(new CursorMoved(7), new SendPage(7));
        assertThat(session.pulls(7)).containsExactly(new SendPage(7));
        assertThat(session.pulls(5)).containsExactly(new SendPage(5));

        assertThat(session.state().cursor()).isEqualTo(7);
    }

    @Test
    void ignoresAPositionThatWasToldBefore() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);

        assertThat(session.arrives(6)).isEmpty();

        assertThat(session.phase()).isEqualTo(Phase.DIRECT);
    }

    @Test
    void aTickBeforeTheDeadlineChangesNothing() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);
        SyncState before = session.state();

        assertThat(session.on(new SyncEvent.Tick())).isEmpty();

        assertThat(session.state()).isEqualTo(before);
    }

    @Test
    void passesOverTheItemThatTheSessionSentItself() {
        VirtualSession session = VirtualSession.connected(5, 5);

        assertThat(session.on(new SyncEvent.Sent(6, 60))).containsExactly(new CursorMoved(6));
        assertThat(session.phase()).isEqualTo(Phase.IDLE);

        assertThat(session.arrives(7)).containsExactly(new SendItem(7, false));
    }

    @Test
    void noticesAnOwnItemThatFollowsOneUnderWay() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);

        assertThat(session.on(new SyncEvent.Sent(7, 70))).containsExactly(new SendNotice(7, 70, 2));
    }

    @Test
    void marksAnItemThatGoesOutAgainAfterALostPage() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);
        session.pulls(5);
        session.pageSent(5);
        session.acks(5);

        assertThat(session.after(200)).containsExactly(new SendItem(6, true));
    }

    @Test
    void countsNoMoreThan999() {
        VirtualSession session = VirtualSession.connected(0, 0);

        assertThat(session.arrives(5_000)).containsExactly(new SendNotice(5_000, 50_000, 999));
    }
}
