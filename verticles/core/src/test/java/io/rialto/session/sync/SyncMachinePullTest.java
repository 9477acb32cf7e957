package io.rialto.session.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.session.sync.SyncEffect.CursorMoved;
import io.rialto.session.sync.SyncEffect.SendItem;
import io.rialto.session.sync.SyncEffect.SendNotice;
import io.rialto.session.sync.SyncEffect.SendPage;
import io.rialto.session.sync.SyncState.Phase;
import org.junit.jupiter.api.Test;

/** One story per row of rooms.md §3.4, in the order of the table: T12 to T21. */
class SyncMachinePullTest {
    @Test
    void t12TakesAPullForAnAcknowledgement() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);
        session.arrives(7);

        assertThat(session.pulls(6)).containsExactly(new CursorMoved(6), new SendPage(6));

        assertThat(session.phase()).isEqualTo(Phase.PULLING);
        assertThat(session.state().out()).isZero();
    }

    @Test
    void t13DoesNotNoticeAgainWhileANoticeIsUnanswered() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrivesLarge(6);
        session.after(1_000);

        assertThat(session.arrives(7)).isEmpty();

        assertThat(session.phase()).isEqualTo(Phase.NOTIFIED);
        assertThat(session.state().head()).isEqualTo(7);
    }

    @Test
    void t14RepeatsTheNoticeThreeTimesThenStalls() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrivesLarge(6);
        session.arrives(7);

        assertThat(session.after(10_000)).containsExactly(new SendNotice(7, 70, 2));
        assertThat(session.after(19_999)).isEmpty();
        assertThat(session.after(1)).containsExactly(new SendNotice(7, 70, 2));
        assertThat(session.after(39_999)).isEmpty();
        assertThat(session.phase()).isEqualTo(Phase.NOTIFIED);
        assertThat(session.after(1)).containsExactly(new SendNotice(7, 70, 2));

        assertThat(session.phase()).isEqualTo(Phase.STALLED);
        assertThat(session.after(1_000_000)).isEmpty();
    }

    @Test
    void t15SendsPageAfterPageUntilNothingIsLeft() {
        VirtualSession session = VirtualSession.connected(0, 400);
        session.pulls(0);
        session.pageSent(200);

        assertThat(session.pulls(200)).containsExactly(new CursorMoved(200), new SendPage(200));
        session.pageSent(400);
        assertThat(session.phase()).isEqualTo(Phase.PULLING);
        assertThat(session.acks(400)).containsExactly(new CursorMoved(400));

        assertThat(session.phase()).isEqualTo(Phase.IDLE);
    }

    @Test
    void t16OffersWhatIsLeftWhenTheAcknowledgedPageIsNotFollowedByAPull() {
        VirtualSession session = VirtualSession.connected(5, 6);
        session.pulls(5);
        session.pageSent(6);
        session.arrives(7);

        assertThat(session.acks(6)).containsExactly(new CursorMoved(6));
        assertThat(session.phase()).isEqualTo(Phase.PULLING);
        assertThat(session.after(199)).isEmpty();
        assertThat(session.after(1)).containsExactly(new SendItem(7, false));

        assertThat(session.phase()).isEqualTo(Phase.DIRECT);
    }

    @Test
    void t16NoticesWhereMoreThanOneIsLeft() {
        VirtualSession session = VirtualSession.connected(5, 6);
        session.pulls(5);
        session.pageSent(6);
        session.arrives(7);
        session.arrives(8);
        session.acks(6);

        assertThat(session.after(200)).containsExactly(new SendNotice(8, 80, 2));
    }

    @Test
    void t16IsCalledOffByAPull() {
        VirtualSession session = VirtualSession.connected(5, 6);
        session.pulls(5);
        session.pageSent(6);
        session.arrives(7);
        session.acks(6);

        assertThat(session.pulls(6)).containsExactly(new SendPage(6));

        assertThat(session.after(14_999)).isEmpty();
    }

    @Test
    void t17OnlyRaisesTheHeadWhileAPageIsUnderWay() {
        VirtualSession session = VirtualSession.connected(5, 6);
        session.pulls(5);

        assertThat(session.arrives(7)).isEmpty();

        assertThat(session.phase()).isEqualTo(Phase.PULLING);
        assertThat(session.state().head()).isEqualTo(7);
    }

    @Test
    void t18NoticesWhenThePageIsNotAcknowledged() {
        VirtualSession session = VirtualSession.connected(5, 6);
        session.pulls(5);
        session.pageSent(6);

        assertThat(session.after(15_000)).containsExactly(new SendNotice(6, 0, 1));

        assertThat(session.phase()).isEqualTo(Phase.NOTIFIED);
    }

    @Test
    void t19AnswersThePullOfAStalledSession() {
        VirtualSession session = stalled();

        assertThat(session.arrives(7)).isEmpty();
        assertThat(session.pulls(5)).containsExactly(new SendPage(5));

        assertThat(session.phase()).isEqualTo(Phase.PULLING);
    }

    @Test
    void t19IsIdleWhenAStalledSessionAcknowledgesEverything() {
        VirtualSession session = stalled();

        assertThat(session.acks(6)).containsExactly(new CursorMoved(6));

        assertThat(session.phase()).isEqualTo(Phase.IDLE);
    }

    @Test
    void t19OffersWhatIsLeftWhenAStalledSessionAcknowledges() {
        VirtualSession session = stalled();
        session.arrives(7);
        session.after(1_000);

        assertThat(session.acks(6)).containsExactly(new CursorMoved(6), new SendItem(7, false));

        assertThat(session.phase()).isEqualTo(Phase.DIRECT);
    }

    @Test
    void t19bAnswersThePullOfAnIdleSessionWithAnEmptyPage() {
        VirtualSession session = VirtualSession.connected(5, 5);

        assertThat(session.pulls(5)).containsExactly(new SendPage(5));

        assertThat(session.phase()).isEqualTo(Phase.IDLE);
    }

    @Test
    void t19bClearsTheItemUnderWayAtAPull() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);

        assertThat(session.pulls(5)).containsExactly(new SendPage(5));

        assertThat(session.phase()).isEqualTo(Phase.PULLING);
        assertThat(session.state().out()).isZero();
    }

    @Test
    void t19bWaitsForTheAnswerToAPageThatHeldMoreThanWasKnown() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.pulls(5);

        session.pageSent(6);

        assertThat(session.phase()).isEqualTo(Phase.PULLING);
        assertThat(session.arrives(6)).isEmpty();
        assertThat(session.acks(6)).containsExactly(new CursorMoved(6));
        assertThat(session.phase()).isEqualTo(Phase.IDLE);
    }

    @Test
    void t19cOnlyRaisesTheHeadBeforeTheFirstPull() {
        VirtualSession session = VirtualSession.connected(5, 6);

        assertThat(session.arrives(7)).isEmpty();

        assertThat(session.phase()).isEqualTo(Phase.SYNCING);
    }

    @Test
    void t19cIsIdleWhenTheHeadIsAcknowledgedBeforeTheFirstPull() {
        VirtualSession session = VirtualSession.connected(5, 6);

        assertThat(session.acks(6)).containsExactly(new CursorMoved(6));

        assertThat(session.phase()).isEqualTo(Phase.IDLE);
    }

    @Test
    void t20DropsEverythingButTheCursor() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);

        assertThat(session.on(new SyncEvent.Disconnected())).isEmpty();

        assertThat(session.phase()).isEqualTo(Phase.OFFLINE);
        assertThat(session.state().out()).isZero();
        assertThat(session.state().cursor()).isEqualTo(5);
        assertThat(session.after(1_000_000)).isEmpty();
    }

    @Test
    void t20HearsNothingOnceTheConnectionIsGone() {
        VirtualSession session = new VirtualSession();

        assertThat(session.arrives(6)).isEmpty();
        assertThat(session.on(new SyncEvent.Sent(6, 60))).isEmpty();
        assertThat(session.acks(6)).isEmpty();
        assertThat(session.pulls(0)).isEmpty();
        assertThat(session.pageSent(6)).isEmpty();

        assertThat(session.state()).isEqualTo(SyncState.OFFLINE);
    }

    @Test
    void t21BeginsAnewOnTheNewConnection() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrives(6);
        session.acks(6);
        session.arrives(7);

        session.on(new SyncEvent.Connected(5, 7));

        assertThat(session.phase()).isEqualTo(Phase.SYNCING);
        assertThat(session.state().out()).isZero();
        assertThat(session.state().cursor()).isEqualTo(6);
    }

    private static VirtualSession stalled() {
        VirtualSession session = VirtualSession.connected(5, 5);
        session.arrivesLarge(6);
        session.after(70_000);
        assertThat(session.phase()).isEqualTo(Phase.STALLED);
        return session;
    }
}
