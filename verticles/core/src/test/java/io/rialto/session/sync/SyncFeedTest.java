package io.rialto.session.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.session.Push;
import org.junit.jupiter.api.Test;

/** The feed of a client that speaks the handshake, against an inbox in memory. */
class SyncFeedTest {
    private static final RoomId HIDDEN = RoomId.group("hidden");

    private final FeedStage stage = new FeedStage();

    @Test
    void pushesTheItemItselfToADeviceThatHasEverything() {
        SyncFeed feed = feed(FakeInbox.prompt(1), 1);

        feed.arrived(Items.item(2));
        feed.ack(2);
        feed.arrived(Items.item(3));

        assertThat(stage.pushed()).containsExactly("item 2 after 1", "item 3 after 2");
        assertThat(stage.cursors()).containsExactly(2L);
    }

    @Test
    void pushesTheItemAgainThenANoticeWhenNobodyAcknowledges() {
        SyncFeed feed = feed(FakeInbox.prompt(1), 1);
        feed.arrived(Items.item(2));
        stage.pushed();

        stage.after(5_000);
        assertThat(stage.pushed()).containsExactly("item 2 after 1 again");
        stage.after(5_000);

        assertThat(stage.pushed()).containsExactly("notice 2 at 20: 1");
        assertThat(stage.timers()).isEqualTo(1);
    }

    @Test
    void whatWasTakenAwayIsNotSentAgain() {
        SyncFeed feed = feed(FakeInbox.prompt(1), 1);
        feed.arrived(Items.item(2));
        stage.pushed();

        feed.sent(Items.recall(1, 2));
        stage.after(5_000);

        assertThat(stage.pushed()).containsExactly("what is left of 2 after 1 again");
    }

    @Test
    void onlyNoticesALargeItem() {
        SyncFeed feed = feed(FakeInbox.prompt(1), 1);

        feed.arrived(Items.item(2, 70_000));

        assertThat(stage.pushed()).containsExactly("notice 2 at 20: 1");
    }

    @Test
    void answersPullsPageByPage() {
        SyncFeed feed = feed(FakeInbox.prompt(1, 2, 3), 0);

        InboxPage first = feed.pull(0, 2, 0).result();
        InboxPage second = feed.pull(first.to(), 2, 0).result();
        feed.ack(second.to());

        assertThat(first.items()).extracting(InboxItem::iseq).containsExactly(1L, 2L);
        assertThat(first.more()).isTrue();
        assertThat(second.items()).extracting(InboxItem::iseq).containsExactly(3L);
        assertThat(second.more()).isFalse();
        assertThat(stage.cursors()).containsExactly(2L, 3L);
        assertThat(stage.timers()).isZero();
    }

    @Test
    void whatMayNotBeShownIsPassedOver() {
        FakeInbox inbox = FakeInbox.prompt(1);
        inbox.add(Items.in(HIDDEN, 2));
        inbox.add(Items.item(3));
        stage.hide(HIDDEN);
        SyncFeed feed = feed(inbox, 3);

        feed.arrived(inbox.add(Items.in(HIDDEN, 4)));
        InboxPage page = feed.pull(0, 200, 0).result();

        assertThat(stage.pushed()).containsExactly("notice 4 at 40: 1");
        assertThat(page.items()).extracting(InboxItem::iseq).containsExactly(1L, 3L);
        assertThat(page.to()).isEqualTo(4);
        assertThat(page.more()).isFalse();
    }

    @Test
    void anEmptyPageLooksAsFarAsTheHead() {
        FakeInbox inbox = FakeInbox.prompt(1);
        inbox.expired(4);
        SyncFeed feed = new SyncFeed(stage.ports(inbox), FeedStage.opened(1, 4), SyncTimers.DEFAULT);

        InboxPage page = feed.pull(1, 200, 0).result();

        assertThat(page.to()).isEqualTo(4);
        assertThat(page.more()).isFalse();
    }

    @Test
    void noticesTheDeviceWhosePullFoundTheStoreAway() {
        FakeInbox inbox = new FakeInbox(Runnable::run, () -> true);
        inbox.add(Items.item(1));
        SyncFeed feed = feed(inbox, 0);

        Throwable failure = feed.pull(0, 200, 0).cause();

        assertThat(GatewayException.codeOf(failure)).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        stage.after(15_000);
        assertThat(stage.pushed()).containsExactly("notice 1 at 0: 1");
    }

    @Test
    void doesNotPushWhatTheSessionSentItself() {
        SyncFeed feed = feed(FakeInbox.prompt(1), 1);

        feed.sent(Items.item(2));
        feed.arrived(Items.item(3));

        assertThat(stage.pushed()).containsExactly("item 3 after 2");
        assertThat(stage.cursors()).containsExactly(2L);
    }

    @Test
    void takesAnAcknowledgementFromWithinThePush() {
        SyncFeed feed = feed(FakeInbox.prompt(1), 1);
        stage.onPush(push -> feed.ack(((Push.Item) push).item().iseq()));

        feed.arrived(Items.item(2));
        feed.arrived(Items.item(3));

        assertThat(stage.pushed()).containsExactly("item 2 after 1", "item 3 after 2");
        assertThat(stage.cursors()).containsExactly(2L, 3L);
        assertThat(stage.timers()).isZero();
    }

    @Test
    void isSilentOnceClosed() {
        SyncFeed feed = feed(FakeInbox.prompt(1), 1);
        feed.arrived(Items.item(2));
        stage.pushed();

        feed.close();
        feed.close();
        feed.arrived(Items.item(3));
        stage.after(100_000);

        assertThat(stage.pushed()).isEmpty();
        assertThat(stage.timers()).isZero();
    }

    private SyncFeed feed(FakeInbox inbox, long cursor) {
        return new SyncFeed(stage.ports(inbox), FeedStage.opened(cursor, inbox.head()), SyncTimers.DEFAULT);
    }
}
