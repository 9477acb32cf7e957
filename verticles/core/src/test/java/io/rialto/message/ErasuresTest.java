package io.rialto.message;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.command.ChannelCommand.Subscribe;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.InboxCommand.AckInbox;
import io.rialto.contract.command.InboxCommand.OpenInbox;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.MessageCommand.BurnMessage;
import io.rialto.contract.command.MessageCommand.FetchMessage;
import io.rialto.contract.command.MessageCommand.ReadHistory;
import io.rialto.contract.command.MessageCommand.RecallMessage;
import io.rialto.contract.command.MessageCommand.SendMessage;
import io.rialto.contract.command.RoomCommand.CreateRoom;
import io.rialto.contract.command.Sent;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Push;
import io.rialto.storage.LogEntry;
import io.rialto.testing.Client;
import io.rialto.testing.FakeSubscriber;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recall and burn as rooms.md §3.10 R1–R3, R6 have them. */
final class ErasuresTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final RoomId PAIR = RoomId.direct(ALICE, BOB);
    private static final RoomId TEAM = RoomId.group("team");
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path directory;

    private House house;
    private Client alice;
    private Client bob;

    @BeforeEach
    void open() {
        house = House.open(directory, Plan.standard());
        house.accounts("alice", "bob", "carol", "Aa", "BB");
        alice = house.signIn("alice", "phone");
        bob = house.signIn("bob", "phone");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whatIsSaidWithARecallIsRead() {
        Sent said = await(alice.send(PAIR, "1", "secret"));

        alice.ask(new RecallMessage(PAIR, said.cseq(), "never mind"));

        StoredMessage entry =
                bob.ask(new ReadHistory(PAIR, 1, 0, 10, 1000)).messages().get(0);
        assertThat(Erasure.in(entry.content())).map(Erasure::text).contains("never mind");
    }

    @Test
    void aRecalledMessageIsGoneForEverybody() {
        Sent said = await(alice.send(PAIR, "1", "secret"));

        Sent recalled = alice.ask(new RecallMessage(PAIR, said.cseq()));

        assertThat(recalled.cseq()).isEqualTo(2);
        assertThat(recalled.dup()).isFalse();
        assertThat(recalled.prev()).isEqualTo(said.iseq());
        for (Client one : List.of(alice, bob)) {
            List<StoredMessage> log =
                    one.ask(new ReadHistory(PAIR, 0, 0, 10, 0)).messages();
            assertThat(log).extracting(message -> message.content().type()).containsExactly("recalled", "recall");
            assertThat(log.get(0).content().bytes()).isEmpty();
            assertThat(log.get(0).mid()).isEqualTo(said.mid());
            assertThat(Erasure.in(log.get(1).content()))
                    .contains(new Erasure(Erasure.Kind.RECALL, said.cseq(), said.mid()));
            assertThat(Erasure.isLeft(one.ask(new FetchMessage(said.mid())).content()))
                    .isTrue();
        }
    }

    @Test
    void whoHadItLearnsOfTheRecallWhoHadNotFindsWhatIsLeft() {
        Client tablet = house.signIn("bob", "tablet");
        bob.ask(new OpenInbox(InboxMode.window(10)));
        Sent said = await(alice.send(PAIR, "1", "secret"));
        await().until(() -> bob.items().size() == 1);

        alice.ask(new RecallMessage(PAIR, said.cseq()));
        tablet.ask(new OpenInbox(InboxMode.window(10)));

        await().until(() -> types(bob).equals(List.of("text", "recall")));
        await().until(() -> types(tablet).equals(List.of("recalled", "recall")));
    }

    @Test
    void whatWaitsForTheWindowOfADeviceIsGoneTooW09() {
        bob.ask(new OpenInbox(InboxMode.window(1)));
        Sent first = await(alice.send(PAIR, "1", "one"));
        await(alice.send(PAIR, "2", "two"));
        Sent third = await(alice.send(PAIR, "3", "three"));
        await().until(() -> bob.items().size() == 1);

        bob.ask(new AckInbox(first.iseq()));
        await().until(() -> bob.items().size() == 2);
        alice.ask(new RecallMessage(PAIR, third.cseq()));
        bob.ask(new AckInbox(2));
        await().until(() -> bob.items().size() == 3);
        bob.ask(new AckInbox(3));

        // W-09: an inbox goes on behind what was recalled.
        await().until(() -> types(bob).equals(List.of("text", "text", "recalled", "recall")));
        assertThat(bob.items()).doesNotContain("three");
    }

    @Test
    void recalledTwiceItIsRecalledOnce() {
        Sent said = await(alice.send(PAIR, "1", "secret"));
        Sent first = alice.ask(new RecallMessage(PAIR, said.cseq()));

        Sent second = alice.ask(new RecallMessage(PAIR, said.cseq()));

        assertThat(second.dup()).isTrue();
        assertThat(second).usingRecursiveComparison().ignoringFields("dup").isEqualTo(first);
        assertThat(alice.ask(new ReadHistory(PAIR, 0, 0, 10, 0)).head()).isEqualTo(2);
    }

    @Test
    void aSenderRecallsForSoLongOnlyButOnceMoreWhenItIsGone() {
        written(PAIR, ALICE, 1, System.currentTimeMillis() - HOUR);
        written(PAIR, ALICE, 2, System.currentTimeMillis() - 60_000);

        assertThat(codeOf(alice.submit(new RecallMessage(PAIR, 1)))).isEqualTo(ErrorCode.WINDOW_PASSED);
        assertThat(alice.ask(new RecallMessage(PAIR, 2)).dup()).isFalse();
        bob.ask(new BurnMessage(PAIR, 1));
        assertThat(alice.ask(new RecallMessage(PAIR, 1)).dup()).isTrue();
    }

    @Test
    void withoutAWindowThereIsNoTooLate() {
        house.close();
        house = House.open(directory.resolve("second"), Plan.standard().recallMillis(0));
        house.accounts("alice", "bob");
        alice = house.signIn("alice", "phone");
        written(PAIR, ALICE, 1, 1);

        assertThat(alice.ask(new RecallMessage(PAIR, 1)).cseq()).isEqualTo(2);
    }

    @Test
    void nobodyElseRecallsW61() {
        Client carol = house.signIn("carol", "phone");
        await(alice.send(PAIR, "1", "secret"));
        Client twin = house.signIn("Aa", "phone");
        Client other = house.signIn("BB", "phone");
        RoomId twins = RoomId.direct(new AccountId("Aa"), new AccountId("BB"));
        await(twin.send(twins, "1", "secret"));

        assertThat(codeOf(bob.submit(new RecallMessage(PAIR, 1)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(carol.submit(new RecallMessage(PAIR, 1)))).isEqualTo(ErrorCode.NOT_MEMBER);
        // W-61: two accounts with the same 32-bit hash are two accounts.
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(codeOf(other.submit(new RecallMessage(twins, 1)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(types(PAIR, alice)).containsExactly("text");
    }

    @Test
    void whatIsNotThereCannotBeRecalled() {
        await(alice.send(PAIR, "1", "hello"));

        assertThat(codeOf(alice.submit(new RecallMessage(PAIR, 2)))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(alice.submit(new RecallMessage(PAIR, 0)))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(alice.submit(new RecallMessage(PAIR, Long.MIN_VALUE))))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(alice.submit(new RecallMessage(TEAM, 1)))).isEqualTo(ErrorCode.NOT_MEMBER);
    }

    @Test
    void aRecallItselfStays() {
        await(alice.send(PAIR, "1", "secret"));
        alice.ask(new RecallMessage(PAIR, 1));

        assertThat(codeOf(alice.submit(new RecallMessage(PAIR, 2)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(bob.submit(new BurnMessage(PAIR, 2)))).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void theOwnerOfAGroupRecallsWhateverWasSaidThere() {
        alice.ask(new CreateRoom(TEAM, "", JoinPolicy.INVITE, Set.of(BOB)));
        FakeSubscriber view = new FakeSubscriber();
        bob.ask(new Subscribe("$group/team", view, false));
        written(TEAM, BOB, 1, System.currentTimeMillis() - HOUR);
        await(alice.send(TEAM, "1", "mine"));

        alice.ask(new RecallMessage(TEAM, 1));

        assertThat(codeOf(bob.submit(new RecallMessage(TEAM, 2)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(bob.submit(new BurnMessage(TEAM, 2)))).isEqualTo(ErrorCode.FORBIDDEN);
        Sent again = bob.ask(new RecallMessage(TEAM, 1));
        assertThat(again.dup()).isTrue();
        assertThat(again.iseq()).as("it stands in alice's inbox as hers").isZero();
        assertThat(types(TEAM, bob)).containsExactly("recalled", "text", "recall");
        await().until(() -> view.frames().size() == 2);
        assertThat(view.frames().get(1).content().type()).isEqualTo("recall");
        assertThat(view.texts().get(1)).startsWith("{\"cseq\":1,\"mid\":\"");
    }

    @Test
    void onlyTheReceiverOfADirectMessageBurnsIt() {
        await(alice.send(PAIR, "1", "secret"));

        assertThat(codeOf(alice.submit(new BurnMessage(PAIR, 1)))).isEqualTo(ErrorCode.FORBIDDEN);
        bob.ask(new BurnMessage(PAIR, 1));

        assertThat(types(PAIR, alice)).containsExactly("burned", "burn");
        assertThat(bob.ask(new BurnMessage(PAIR, 1)).dup()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"recall", "recalled", "burn", "burned"})
    void nobodySaysThatSomethingIsGoneW45(String type) {
        Content forged = new Content(type, new byte[0], Map.of());

        assertThat(codeOf(alice.submit(new SendMessage(PAIR, null, forged)))).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void guestsTakeNothingAway() {
        Client guest = house.guest("browser");

        for (Command<?> command : List.of(new RecallMessage(PAIR, 1), new BurnMessage(PAIR, 1))) {
            assertThat(codeOf(guest.submit(command))).isEqualTo(ErrorCode.FORBIDDEN);
        }
    }

    @Test
    void aStoreThatFailsTakesNothingAway() {
        await(alice.send(PAIR, "1", "secret"));
        house.storage().gate("log.append").fail();
        ErrorCode failed = codeOf(alice.submit(new RecallMessage(PAIR, 1)));
        house.storage().gate("log.append").open();

        assertThat(failed).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(types(PAIR, bob)).containsExactly("text");
        assertThat(alice.ask(new RecallMessage(PAIR, 1)).cseq()).isEqualTo(2);
    }

    /** A message that stands in the log already, said at this time. */
    private void written(RoomId room, AccountId from, long mid, long ts) {
        List<AccountId> others = from.equals(ALICE) ? List.of(BOB) : List.of(ALICE);
        Content content = Content.text("secret");
        LogEntry entry = new LogEntry(new MessageId(mid), room, from, null, ts, content, others);
        await(house.storage().log().append(List.of(entry)));
    }

    private static List<String> types(Client client) {
        return client.door().pushes(Push.Item.class).stream()
                .map(push -> push.item().message().content().type())
                .toList();
    }

    private static List<String> types(RoomId room, Client client) {
        return client.ask(new ReadHistory(room, 0, 0, 10, 0)).messages().stream()
                .map(message -> message.content().type())
                .toList();
    }
}
