package io.rialto.message;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.command.InboxCommand.OpenInbox;
import io.rialto.contract.command.InboxCommand.PullInbox;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.command.MessageCommand.FetchMessage;
import io.rialto.contract.command.MessageCommand.ReadHistory;
import io.rialto.contract.command.MessageCommand.SendMessage;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.Notice;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Push;
import io.rialto.testing.Client;
import io.rialto.testing.House;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NoticesTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final RoomId OF_BOB = RoomId.system(BOB);
    private static final Notice REQUEST = Notice.of(Notice.Kind.CONTACT_REQUESTED, ALICE, "hi bob");

    @TempDir
    private Path directory;

    private House house;
    private Notices notices;
    private Client alice;
    private Client bob;

    @BeforeEach
    void open() {
        house = House.open(directory);
        house.accounts("alice", "bob", "carol");
        notices = new Notices(house.bus(), house.placement());
        alice = house.signIn("alice", "phone");
        bob = house.signIn("bob", "phone");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void everyDeviceOfTheAccountIsTold() {
        Client laptop = house.signIn("bob", "laptop");
        List.of(bob, laptop).forEach(device -> device.ask(new OpenInbox(InboxMode.window(10))));

        await(notices.tell(BOB, REQUEST, null));

        for (Client device : List.of(bob, laptop)) {
            await().untilAsserted(() -> assertThat(noticesOf(device)).containsExactly(REQUEST));
            InboxItem item = device.door().pushes(Push.Item.class).get(0).item();
            assertThat(item.direction()).isEqualTo(InboxItem.Direction.IN);
            assertThat(item.message().room()).isEqualTo(OF_BOB);
            assertThat(item.message().from()).isEqualTo(ALICE);
        }
    }

    @Test
    void whoDidItGetsNoRowOfIt() {
        alice.ask(new OpenInbox(InboxMode.HANDSHAKE));
        await(notices.tell(BOB, REQUEST, null));
        long iseq = await(alice.send(RoomId.direct(ALICE, BOB), "1", "hello")).iseq();

        assertThat(iseq).isEqualTo(1);
        assertThat(alice.ask(new PullInbox(0, 10, 1 << 20)).items()).hasSize(1);
    }

    @Test
    void waitsInTheInboxForADeviceThatIsAway() {
        bob.close();
        await(notices.tell(BOB, new Notice(Notice.Kind.ROOM_REMOVED, ALICE, RoomId.group("team"), null), null));

        Client back = house.signIn("bob", "phone");
        back.ask(new OpenInbox(InboxMode.window(10)));

        await().untilAsserted(() -> assertThat(noticesOf(back))
                .containsExactly(new Notice(Notice.Kind.ROOM_REMOVED, ALICE, RoomId.group("team"), null)));
    }

    @Test
    void toldAgainUnderTheSameKeyItIsToldOnce() {
        await(notices.tell(BOB, REQUEST, "alice>bob@1"));
        await(notices.tell(BOB, REQUEST, "alice>bob@1"));
        await(notices.tell(BOB, REQUEST, "alice>bob@2"));

        bob.ask(new OpenInbox(InboxMode.HANDSHAKE));

        assertThat(bob.ask(new PullInbox(0, 10, 1 << 20)).items()).hasSize(2);
    }

    @Test
    void tellsManyEachOnceUnderOneKey() {
        await(notices.tellAll(List.of(BOB, new AccountId("carol")), REQUEST, "k"));
        await(notices.tellAll(List.of(BOB, new AccountId("carol")), REQUEST, "k"));

        for (AccountId told : List.of(BOB, new AccountId("carol"))) {
            assertThat(await(house.storage().inbox().head(told))).isEqualTo(1);
        }
    }

    @Test
    void nobodyWhoIsNotThereCanBeTold() {
        assertThat(codeOf(notices.tell(new AccountId("nobody"), REQUEST, null))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    /** lessons-from-tim.md W-45: business notices could be forged by clients. */
    @Test
    void noClientWritesIntoASystemRoom() {
        Content forged = Notice.of(Notice.Kind.CONTACT_ACCEPTED, ALICE, null).content();

        for (Client client : List.of(alice, bob)) {
            assertThat(codeOf(client.submit(new SendMessage(OF_BOB, null, forged))))
                    .isEqualTo(ErrorCode.FORBIDDEN);
        }
        assertThat(await(house.storage().log().head(OF_BOB))).isZero();
    }

    /** W-45: the type alone makes no notice. */
    @Test
    void aMessageThatSaysThatItIsANoticeIsNone() {
        bob.ask(new OpenInbox(InboxMode.window(10)));
        Content forged = Notice.of(Notice.Kind.CONTACT_ACCEPTED, ALICE, null).content();

        await(alice.submit(new SendMessage(RoomId.direct(ALICE, BOB), null, forged)));

        await().until(() -> !bob.items().isEmpty());
        assertThat(noticesOf(bob)).isEmpty();
    }

    @Test
    void nobodySuppressesANoticeBySendingUnderItsKeyBefore() {
        assertThat(codeOf(alice.send(RoomId.direct(ALICE, BOB), "notice:k", "x")))
                .isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void onlyTheAccountReadsItsSystemRoom() {
        await(notices.tell(BOB, REQUEST, null));
        MessageId mid = bob.ask(new ReadHistory(OF_BOB, 0, 0, 10, 1 << 20))
                .messages()
                .get(0)
                .mid();

        assertThat(bob.ask(new FetchMessage(mid)).room()).isEqualTo(OF_BOB);
        assertThat(codeOf(alice.submit(new ReadHistory(OF_BOB, 0, 0, 10, 1 << 20))))
                .isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(alice.submit(new FetchMessage(mid)))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void aKindThatIsNotKnownHereIsNoNotice() {
        Content later = new Content(
                Notice.TYPE, "{\"kind\":\"of.later\",\"by\":\"alice\"}".getBytes(StandardCharsets.UTF_8), Map.of());

        assertThat(Notice.of(new StoredMessage(new MessageId(1), OF_BOB, 1, ALICE, null, 1, later)))
                .isEmpty();
    }

    private static List<Notice> noticesOf(Client client) {
        return client.door().pushes(Push.Item.class).stream()
                .flatMap(push -> Notice.of(push.item().message()).stream())
                .toList();
    }
}
