package io.rialto.session.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.session.sync.SyncEffect.CursorMoved;
import io.rialto.session.sync.SyncEffect.SendItem;
import io.rialto.session.sync.SyncEffect.SendNotice;
import io.rialto.session.sync.SyncEffect.SendPage;
import io.rialto.session.sync.SyncState.Phase;
import org.junit.jupiter.api.Test;

/** One story per row of rooms.md §3.4, in the order of the table: T1 to T11; {@link SyncMachinePullTest} has the rest. */
class SyncMachineTest {
    @Test
    void t1WaitsForThePullOfADeviceThatIsBehind() {
        VirtualSession session = VirtualSession.connected(3, 5);

        assertThat(session.phase()).isEqualTo(Phase.SYNCING);
        assertThat(session.state().nextDeadline()).isEqualTo(1_000_000 + 15_000);
    }

    @Test
    void t1IsIdleAtOnceForADeviceThatHasEverything() {
        VirtualSession session = VirtualSession.connected(5, 5);

        assertThat(session.phase()).isEqualTo(Phase.IDLE);
        assertThat(session.state().nextDeadline()).isEqualTo(SyncState.NEVER);
    }

    @Test
    void t2AnswersTheFirstPullWithAPage() {
        VirtualSession session = VirtualSession.connected(3, 5);

        assertThat(session.pulls(3)).containsExactly(new SendPage(3));

        assertThat(session.phase()).isEqualTo(Phase.PULLING);
        assertThat(session.state().nextDeadline()).isEqualTo(1_000_000 + 15_000);
    }

    @Test
    void t3NoticesADeviceThatDoesNotPull() {
        VirtualSession session = VirtualSession.connected(3, 5);

        assertThat(session.after(14_999)).isEmpty();
        assertThat(session.after(1)).containsExactly(new SendNotice(5, 0, 2));

        assertThat(session.phase()).isEqualTo(Phase.NOTIFIED);
    }

    @Test
    void t4SendsAnEligibleItemItself() {
        VirtualSession session = VirtualSession.connected(5, 5);

        assertThat(session.arrives(6)).containsExactly(new SendItem(6, false));

        assertThat(session.phase()).isEqualTo(Phase.DIRECT);
        assertThat(session.state().out()).isEqualTo(6);
        assertThat(session.state().nextDeadline()).isEqualTo(1_000_000 + 5_000);
    }

    @Test
    void t5NoticesALargeItem() {
        VirtualSession session = VirtualSession.connected(5, 5);

        assertThat(session.arrivesLarge(6)).containsExactly(new SendNotice(6, 60, 1));

        assertThat(session.phase()).isEqualTo(Phase.NOTIFIED);
        assertThat(session.state().nextDeadline()).isEqualTo(1_000_000 + 10_000);
    }

    @Test
    void t5NoticesAnItemOfARoomThatIsNotSentDirectly() {
        VirtualSession session = VirtualSession.connected(5, 5);

        assertThat(session.on(new SyncEvent.Arrived(6, 60, 1, false))).containsExactly(new SendNotice(6, 60, 1));
    }

    @Test
    void t5NoticesAnItemBehindOneThatNobodyToldOf() {
        VirtualSession session = VirtualSession.connected(5, 5);

        assertThat(session.arrives(7)).containsExactly(new SendNotice(7, 70, 2));
    }

    @Test
    void t5NoticesFromTheTwentyFirstItemOfASecond() {
        VirtualSession session = VirtualSession.connected(0, 0);
        for (int iseq = 1; iseq <= 20; iseq++) {
            assertThat(session.arrives(iseq)).containsExactly(new SendItem(iseq, false));
            session.acks(iseq);
        }

        assertThat(session.arrives(21)).containsExactly(new SendNotice(21, 210, 1));
        session.acks(21);
        session.after(2_000);

        assertThat(session.arrives(22)).containsExactly(new SendItem(22, false));
    }

    @Test
    void t6IsIdleWhenTheItemIsAcknowledged() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);

        assertThat(session.acks(6)).containsExactly(new CursorMoved(6));

        assertThat(session.phase()).isEqualTo(Phase.IDLE);
        assertThat(session.state().out()).isZero();
        assertThat(session.state().nextDeadline()).isEqualTo(SyncState.NEVER);
    }

    @Test
    void t7NoticesTheItemThatComesBeforeTheAcknowledgementAndKeepsOut() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);

        assertThat(session.arrives(7)).containsExactly(new SendNotice(7, 70, 2));

        assertThat(session.phase()).isEqualTo(Phase.NOTIFIED);
        assertThat(session.state().out()).isEqualTo(6);
    }

    @Test
    void t8SendsTheUnacknowledgedItemAgain() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);

        assertThat(session.after(5_000)).containsExactly(new SendItem(6, true));

        assertThat(session.phase()).isEqualTo(Phase.DIRECT);
        assertThat(session.state().nextDeadline()).isEqualTo(1_000_000 + 10_000);
    }

    @Test
    void t9NoticesTheItemThatIsNotAcknowledgedTwice() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);
        session.after(5_000);

        assertThat(session.after(5_000)).containsExactly(new SendNotice(6, 60, 1));

        assertThat(session.phase()).isEqualTo(Phase.NOTIFIED);
    }

    @Test
    void t10KeepsTheNoticeUnansweredByTheAcknowledgementOfADirectItem() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);
        session.arrives(7);
        long deadline = session.state().nextDeadline();

        assertThat(session.acks(6)).containsExactly(new CursorMoved(6));

        assertThat(session.phase()).isEqualTo(Phase.NOTIFIED);
        assertThat(session.state().out()).isZero();
        assertThat(session.state().nextDeadline()).isEqualTo(deadline);
    }

    @Test
    void t10bSendsTheOneItemThatIsLeftWhenTheClientHadWhatTheNoticeTold() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrivesLarge(6);
        session.arrives(7);

        assertThat(session.acks(6)).containsExactly(new CursorMoved(6), new SendItem(7, false));

        assertThat(session.phase()).isEqualTo(Phase.DIRECT);
    }

    @Test
    void t10bKeepsNoticesApart() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrivesLarge(6);
        session.arrivesLarge(7);
        session.after(150);

        assertThat(session.acks(6)).containsExactly(new CursorMoved(6));
        assertThat(session.phase()).isEqualTo(Phase.NOTIFIED);
        assertThat(session.after(49)).isEmpty();
        assertThat(session.after(1)).containsExactly(new SendNotice(7, 70, 1));
    }

    @Test
    void t11IsIdleWhenTheNoticeIsAnsweredWithTheHead() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrivesLarge(6);

        assertThat(session.acks(6)).containsExactly(new CursorMoved(6));

        assertThat(session.phase()).isEqualTo(Phase.IDLE);
        assertThat(session.after(100_000)).isEmpty();
    }
}
