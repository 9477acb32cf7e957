package io.rialto.session.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** The feed of a device that the server drives, against an inbox in memory. */
class WindowFeedTest {
    private final FeedStage stage = new FeedStage();

    @Test
    void pushesWhatStandsBehindTheCursorAsFarAsTheWindowGoes() {
        WindowFeed feed = feed(FakeInbox.prompt(1, 2, 3, 4, 5), 1, 2);

        assertThat(stage.pushed()).containsExactly("item 2 after 1", "item 3 after 2");

        feed.ack(3);
        assertThat(stage.cursors()).isEmpty();
        feed.ack(2);

        assertThat(stage.pushed()).containsExactly("item 4 after 3", "item 5 after 4");
        assertThat(stage.cursors()).containsExactly(3L);
    }

    @Test
    void givesALiveItemWithoutReading() {
        FakeInbox inbox = FakeInbox.prompt(1);
        WindowFeed feed = feed(inbox, 1, 2);

        feed.arrived(inbox.add(Items.item(2)));

        assertThat(stage.pushed()).containsExactly("item 2 after 1");
        assertThat(inbox.reads()).isZero();
    }

    @Test
    void whatMayNotBeShownIsPassedOver() {
        RoomId hidden = RoomId.group("hidden");
        FakeInbox inbox = FakeInbox.prompt(1);
        inbox.add(Items.in(hidden, 2));
        inbox.add(Items.item(3));
        stage.hide(hidden);
        WindowFeed feed = feed(inbox, 1, 5);

        feed.arrived(inbox.add(Items.in(hidden, 4)));
        feed.arrived(inbox.add(Items.item(5)));
        feed.ack(3);
        feed.ack(5);

        assertThat(stage.pushed()).containsExactly("item 3 after 2", "item 5 after 4");
        assertThat(stage.cursors()).endsWith(5L);
    }

    @Test
    void readsLiveItemsThatFoundTheWindowFull() {
        FakeInbox inbox = FakeInbox.prompt(1);
        WindowFeed feed = feed(inbox, 1, 1);
        feed.arrived(inbox.add(Items.item(2)));
        feed.arrived(inbox.add(Items.item(3)));
        stage.pushed();

        feed.ack(2);

        assertThat(stage.pushed()).containsExactly("item 3 after 2");
        assertThat(inbox.reads()).isOne();
    }

    @Test
    void whatWasReadAheadAndIsTakenAwayMeanwhileIsNotGiven() {
        FakeInbox inbox = FakeInbox.prompt(1, 2, 3);
        WindowFeed feed = feed(inbox, 0, 2);
        feed.ack(1);
        inbox.add(Items.item(4));
        feed.arrived(inbox.add(Items.item(5)));
        feed.ack(2);
        stage.pushed();

        feed.arrived(inbox.add(Items.recall(6, 5)));
        feed.ack(3);
        feed.ack(4);

        assertThat(stage.pushed()).containsExactly("what is left of 5 after 4", "item 6 after 5");
    }

    @Test
    void aPageThatWasReadBeforeTheTakingDoesNotShowWhatIsGone() {
        Deque<Runnable> later = new ArrayDeque<>();
        FakeInbox inbox = new FakeInbox(later::add, () -> false);
        inbox.add(Items.item(1));
        WindowFeed feed = feed(inbox, 0, 5);

        feed.arrived(Items.recall(2, 1));
        later.poll().run();

        assertThat(stage.pushed()).containsExactly("what is left of 1 after 0");
    }

    @Test
    void aPageIsReadAgainWhereTooMuchWasTakenAwayMeanwhile() {
        Deque<Runnable> later = new ArrayDeque<>();
        FakeInbox inbox = new FakeInbox(later::add, () -> false);
        inbox.add(Items.item(1));
        WindowFeed feed = feed(inbox, 0, 5);
        for (int i = 2; i <= 100; i++) {
            feed.arrived(Items.recall(i, 200 + i));
        }

        later.poll().run();

        assertThat(stage.pushed()).isEmpty();
        assertThat(inbox.reads()).isEqualTo(2);
        later.poll().run();
        assertThat(stage.pushed()).containsExactly("item 1 after 0");
    }

    @Test
    void readsTheItemsBeforeALiveOneThatNobodyToldOf() {
        FakeInbox inbox = FakeInbox.prompt(1);
        WindowFeed feed = feed(inbox, 1, 5);
        inbox.add(Items.item(2));

        feed.arrived(inbox.add(Items.item(3)));

        assertThat(stage.pushed()).containsExactly("item 2 after 1", "item 3 after 2");
    }

    @Test
    void neverPushesWhatTheSessionSentItself() {
        FakeInbox inbox = FakeInbox.prompt(1, 2);
        WindowFeed feed = feed(inbox, 1, 1);
        feed.sent(inbox.add(Items.item(3)));
        feed.arrived(inbox.add(Items.item(4)));

        feed.ack(2);
        feed.ack(4);

        assertThat(stage.pushed()).containsExactly("item 2 after 1", "item 4 after 3");
        assertThat(stage.cursors()).containsExactly(3L, 4L);
    }

    @Test
    void neverPushesAnOwnItemThatFollowsOneWaitingForTheWindow() {
        FakeInbox inbox = FakeInbox.prompt(1, 2, 3, 4);
        WindowFeed feed = feed(inbox, 0, 2);
        feed.ack(1);
        feed.sent(inbox.add(Items.item(5)));

        feed.ack(2);
        feed.ack(3);
        feed.ack(4);

        assertThat(stage.pushed())
                .containsExactly("item 1 after 0", "item 2 after 1", "item 3 after 2", "item 4 after 3");
        assertThat(stage.cursors()).last().isEqualTo(5L);
    }

    @Test
    void neverPushesAnOwnItemThatWasReadBeforeTheSessionWasTold() {
        FakeInbox inbox = FakeInbox.prompt(1, 2, 3, 4);
        WindowFeed feed = feed(inbox, 0, 2);
        feed.ack(1);
        feed.sent(Items.item(4));

        feed.ack(2);
        feed.ack(3);

        assertThat(stage.pushed()).containsExactly("item 1 after 0", "item 2 after 1", "item 3 after 2");
        assertThat(stage.cursors()).last().isEqualTo(4L);
    }

    @Test
    void passesOverRowsThatHaveExpired() {
        FakeInbox inbox = FakeInbox.prompt(1, 4);
        inbox.expired(6);
        WindowFeed feed = feed(inbox, 0, 5);

        feed.ack(1);
        feed.ack(4);

        assertThat(stage.pushed()).containsExactly("item 1 after 0", "item 4 after 3");
        assertThat(stage.cursors()).containsExactly(3L, 6L);
    }

    @Test
    void beginsBehindTheGap() {
        FakeInbox inbox = FakeInbox.prompt(8, 9);
        WindowFeed feed = new WindowFeed(stage.ports(inbox), new InboxOpened(3, 9, 0, 7), 5);

        feed.ack(8);

        assertThat(stage.pushed()).containsExactly("item 8 after 7", "item 9 after 8");
        assertThat(stage.cursors()).containsExactly(8L);
    }

    @Test
    void readsAgainWithLongerPausesWhileTheStoreIsAway() {
        boolean[] away = {true};
        FakeInbox inbox = new FakeInbox(Runnable::run, () -> away[0]);
        inbox.add(Items.item(1));
        feed(inbox, 0, 5);

        stage.after(100 + 200 + 400 + 1);
        assertThat(inbox.reads()).isEqualTo(4);
        stage.after(60_000);
        assertThat(inbox.reads()).isLessThan(25);
        assertThat(stage.pushed()).isEmpty();
        away[0] = false;
        stage.after(5_000);

        assertThat(stage.pushed()).containsExactly("item 1 after 0");
    }

    @Test
    void keepsOneReadUnderWay() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        FakeInbox inbox = new FakeInbox(waiting::add, () -> false);
        inbox.add(Items.item(1));
        WindowFeed feed = feed(inbox, 0, 5);
        feed.arrived(inbox.add(Items.item(2)));
        feed.arrived(inbox.add(Items.item(3)));

        assertThat(inbox.reads()).isOne();
        waiting.remove().run();

        assertThat(stage.pushed()).containsExactly("item 1 after 0", "item 2 after 1", "item 3 after 2");
    }

    @Test
    void keepsTheOrderWhenThePushItselfIsTheAcknowledgement() {
        FakeInbox inbox = FakeInbox.prompt(1, 2, 3, 4, 5);
        Deque<WindowFeed> feeds = new ArrayDeque<>();
        stage.onPush(
                push -> feeds.forEach(feed -> feed.ack(((Push.Item) push).item().iseq())));
        feeds.add(feed(inbox, 0, 2));

        feeds.element().ack(1);
        feeds.element().ack(2);

        assertThat(stage.pushed())
                .containsExactly(
                        "item 1 after 0", "item 2 after 1", "item 3 after 2", "item 4 after 3", "item 5 after 4");
        assertThat(stage.cursors()).last().isEqualTo(5L);
    }

    @Test
    void refusesToBePulled() {
        WindowFeed feed = feed(FakeInbox.prompt(1), 1, 1);

        assertThat(GatewayException.codeOf(feed.pull(0, 10, 0).cause())).isEqualTo(ErrorCode.UNSUPPORTED);
    }

    @Test
    void isSilentOnceClosed() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        FakeInbox inbox = new FakeInbox(waiting::add, () -> false);
        inbox.add(Items.item(1));
        WindowFeed feed = feed(inbox, 0, 5);

        feed.close();
        waiting.remove().run();
        feed.arrived(inbox.add(Items.item(2)));

        assertThat(stage.pushed()).isEmpty();
        assertThat(waiting).isEmpty();
    }

    private WindowFeed feed(FakeInbox inbox, long cursor, int window) {
        return new WindowFeed(stage.ports(inbox), FeedStage.opened(cursor, inbox.head()), window);
    }
}
