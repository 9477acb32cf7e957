package io.rialto.storage;

import static io.rialto.storage.Entries.account;
import static io.rialto.storage.Entries.direct;
import static io.rialto.storage.Entries.iseqs;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.InboxItem.Direction;
import io.rialto.contract.message.InboxPage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every backend's inbox does. */
public abstract class InboxContract extends StorageContract {
    private static final AccountId ALICE = account("alice");
    private static final AccountId BOB = account("bob");
    private static final DeviceId PHONE = new DeviceId("phone");
    private static final DeviceId LAPTOP = new DeviceId("laptop 🖥");
    private static final int ANY = 1 << 20;

    @Test
    void showsBothSidesWhichWayAMessageWent() {
        send("alice", "bob", 1);

        InboxPage sender = Await.result(inbox().read(ALICE, 0, 10, ANY));
        InboxPage recipient = Await.result(inbox().read(BOB, 0, 10, ANY));

        assertThat(sender.items().get(0).direction()).isEqualTo(Direction.OUT);
        assertThat(recipient.items().get(0).direction()).isEqualTo(Direction.IN);
        assertThat(recipient.items().get(0).message().content().asText()).contains("says alice-1");
        assertThat(recipient.items().get(0).message().from()).isEqualTo(ALICE);
        assertThat(recipient.items().get(0).message().room()).isEqualTo(RoomId.direct(ALICE, BOB));
    }

    @Test
    void aNoteToOneselfGoesOut() {
        send("alice", "alice", 1);

        InboxPage page = Await.result(inbox().read(ALICE, 0, 10, ANY));

        assertThat(page.items()).hasSize(1);
        assertThat(page.items().get(0).direction()).isEqualTo(Direction.OUT);
    }

    @Test
    void whatTheGatewayTellsAnAccountOfItselfComesIn() {
        Await.result(storage().log().append(List.of(Entries.notice("alice", "alice", null))));

        InboxPage page = Await.result(inbox().read(ALICE, 0, 10, ANY));

        assertThat(page.items()).hasSize(1);
        assertThat(page.items().get(0).direction()).isEqualTo(Direction.IN);
        assertThat(page.items().get(0).message().room()).isEqualTo(RoomId.system(ALICE));
    }

    @Test
    void readsInPages() {
        send("alice", "bob", 10);

        InboxPage first = Await.result(inbox().read(BOB, 0, 4, ANY));
        InboxPage last = Await.result(inbox().read(BOB, 6, 4, ANY));
        InboxPage behind = Await.result(inbox().read(BOB, 10, 4, ANY));

        assertThat(iseqs(first)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(List.of(first.from(), first.to(), first.head())).containsExactly(1L, 4L, 10L);
        assertThat(first.more()).isTrue();
        assertThat(iseqs(last)).containsExactly(7L, 8L, 9L, 10L);
        assertThat(last.more()).isFalse();
        assertThat(behind).isEqualTo(new InboxPage(11, 10, List.of(), 10));
    }

    /** A client says what it likes. */
    @Test
    void whoeverSaysToHaveMoreThanThereIsGetsNothing() {
        send("alice", "bob", 2);

        for (long after : List.of(3L, Long.MAX_VALUE - 1, Long.MAX_VALUE)) {
            assertThat(Await.result(inbox().read(BOB, after, 4, ANY)))
                    .isEqualTo(new InboxPage(after + 1, after, List.of(), 2));
        }
    }

    @Test
    void aPageEndsBeforeItsBytesAreExceeded() {
        sendSized(40, 60, 1);

        InboxPage whole = Await.result(inbox().read(BOB, 0, 9, 101));
        InboxPage cut = Await.result(inbox().read(BOB, 0, 9, 99));

        assertThat(iseqs(whole)).containsExactly(1L, 2L, 3L);
        assertThat(iseqs(cut)).containsExactly(1L);
        assertThat(cut.to()).isEqualTo(1);
        assertThat(cut.more()).isTrue();
    }

    @Test
    void aMessageAboveTheLimitComesAlone() {
        sendSized(5_000, 5_000);

        assertThat(iseqs(Await.result(inbox().read(BOB, 0, 9, 100)))).containsExactly(1L);
        assertThat(iseqs(Await.result(inbox().read(BOB, 1, 9, 100)))).containsExactly(2L);
    }

    @Test
    void anUnknownAccountIsEmpty() {
        assertThat(Await.result(inbox().read(ALICE, 0, 9, ANY))).isEqualTo(new InboxPage(1, 0, List.of(), 0));
        assertThat(Await.result(inbox().head(ALICE))).isZero();
    }

    @Test
    void theFirstDeviceStartsAtZero() {
        send("alice", "bob", 3);

        assertThat(open(PHONE)).isEqualTo(new DevicePosition(0, 3, 1));
        assertThat(open(PHONE)).isEqualTo(new DevicePosition(0, 3, 1));
    }

    @Test
    void aDeviceOfAnEmptyInboxFindsNothingKept() {
        assertThat(open(PHONE)).isEqualTo(new DevicePosition(0, 0, 1));
    }

    @Test
    void aLaterDeviceStartsAtTheHighestCursor() {
        send("alice", "bob", 9);
        open(PHONE);
        open(LAPTOP);
        move(PHONE, 4);
        move(LAPTOP, 7);

        assertThat(open(new DeviceId("tablet")).cursor()).isEqualTo(7);
        assertThat(open(PHONE).cursor()).isEqualTo(4);
    }

    @Test
    void devicesOfOtherAccountsDoNotMatter() {
        send("alice", "bob", 5);
        open(PHONE);
        move(PHONE, 5);

        assertThat(Await.result(inbox().open(ALICE, PHONE)).cursor()).isZero();
    }

    @Test
    void aCursorMovesForwardsOnly() {
        send("alice", "bob", 9);
        open(PHONE);

        move(PHONE, 6);
        move(PHONE, 2);

        assertThat(open(PHONE).cursor()).isEqualTo(6);
    }

    @Test
    void aCursorNeverPassesTheHead() {
        send("alice", "bob", 3);
        open(PHONE);

        move(PHONE, 1_000);
        assertThat(open(PHONE).cursor()).isEqualTo(3);

        send("carol", "bob", 2);
        assertThat(open(PHONE)).isEqualTo(new DevicePosition(3, 5, 1));
    }

    @Test
    void manyMovesComeInOneGo() {
        send("alice", "bob", 9);
        open(PHONE);
        open(LAPTOP);

        Await.result(inbox().move(List.of(
                new CursorMove(BOB, PHONE, 3),
                new CursorMove(BOB, LAPTOP, 8),
                new CursorMove(BOB, PHONE, 5),
                new CursorMove(BOB, PHONE, 4),
                new CursorMove(BOB, new DeviceId("unknown"), 9),
                new CursorMove(account("stranger"), PHONE, 9))));

        assertThat(open(PHONE).cursor()).isEqualTo(5);
        assertThat(open(LAPTOP).cursor()).isEqualTo(8);
        assertThat(open(new DeviceId("unknown")).cursor()).isEqualTo(8);
        assertThat(Await.result(inbox().open(account("stranger"), PHONE)).cursor())
                .isZero();
    }

    @Test
    void noMovesAreDoneAtOnce() {
        Await.result(inbox().move(List.of()));
    }

    @Test
    void aMoveSeesTheMessagesSentBeforeIt() {
        open(PHONE);
        for (int i = 1; i <= 50; i++) {
            storage().log().append(List.of(direct("alice", "bob", "c" + i)));
            Await.result(inbox().move(List.of(new CursorMove(BOB, PHONE, i))));
            assertThat(open(PHONE).cursor()).isEqualTo(i);
        }
    }

    @Test
    void survivesAReopen() {
        send("alice", "bob", 9);
        open(PHONE);
        move(PHONE, 4);

        reopen();

        assertThat(open(PHONE)).isEqualTo(new DevicePosition(4, 9, 1));
        assertThat(open(LAPTOP).cursor()).isEqualTo(4);
        assertThat(iseqs(Await.result(inbox().read(BOB, 4, 2, ANY)))).containsExactly(5L, 6L);
    }

    private DevicePosition open(DeviceId device) {
        return Await.result(inbox().open(BOB, device));
    }

    private void move(DeviceId device, long iseq) {
        Await.result(inbox().move(List.of(new CursorMove(BOB, device, iseq))));
    }

    private void send(String from, String to, int count) {
        List<LogEntry> batch = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            batch.add(direct(from, to, from + "-" + i));
        }
        Await.result(storage().log().append(batch));
    }

    private void sendSized(int... sizes) {
        List<LogEntry> batch = new ArrayList<>();
        for (int size : sizes) {
            MessageId mid = Entries.freshMid();
            Content content = Content.untyped(new byte[size]);
            batch.add(new LogEntry(mid, RoomId.direct(ALICE, BOB), ALICE, null, Entries.TS, content, List.of(BOB)));
        }
        Await.result(storage().log().append(batch));
    }

    private Inbox inbox() {
        return storage().inbox();
    }
}
