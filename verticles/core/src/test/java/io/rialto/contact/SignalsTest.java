package io.rialto.contact;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.command.ContactCommand.AddContact;
import io.rialto.contract.command.ContactCommand.BlockContact;
import io.rialto.contract.command.ContactCommand.RemoveContact;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.InboxCommand.OpenInbox;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.RoomCommand.CreateRoom;
import io.rialto.contract.command.SignalCommand.Signal;
import io.rialto.contract.command.SignalCommand.SignalAccounts;
import io.rialto.contract.command.SignalCommand.SignalContacts;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Push;
import io.rialto.message.DirectPolicy;
import io.rialto.testing.Client;
import io.rialto.testing.Gate;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignalsTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final AccountId CAROL = new AccountId("carol");
    private static final RoomId PAIR = RoomId.direct(ALICE, BOB);
    private static final RoomId TEAM = RoomId.group("team");

    @TempDir
    private Path directory;

    private House house;
    private Client alice;
    private Client bob;
    private Client carol;

    @BeforeEach
    void open() {
        house = House.open(
                directory, Plan.standard().direct(DirectPolicy.FRIENDS).maxBytes(1000));
        house.accounts("alice", "bob", "carol");
        alice = house.signIn("alice", "phone");
        bob = house.signIn("bob", "phone");
        carol = house.signIn("carol", "phone");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void reachesEveryDeviceOfTheOtherAndLeavesNothingBehind() {
        befriend(alice, bob);
        Client laptop = house.signIn("bob", "laptop");
        long before = await(house.storage().inbox().head(BOB));

        assertThat(alice.ask(new Signal(PAIR, Content.text("typing")))).isEqualTo(Done.DONE);

        for (Client device : List.of(bob, laptop)) {
            Awaitility.await().until(() -> heard(device).equals(List.of("typing")));
            assertThat(signals(device).get(0).room()).isEqualTo(PAIR);
            assertThat(signals(device).get(0).from()).isEqualTo(ALICE);
        }
        assertThat(heard(alice)).isEmpty();
        assertThat(await(house.storage().inbox().head(BOB))).isEqualTo(before);
        assertThat(await(house.storage().log().head(PAIR))).isZero();
    }

    @Test
    void reachesTheOtherMembersOfAGroup() {
        alice.ask(new CreateRoom(TEAM, "", JoinPolicy.INVITE, Set.of(BOB)));

        alice.ask(new Signal(TEAM, Content.text("x")));

        Awaitility.await().until(() -> heard(bob).equals(List.of("x")));
        assertThat(codeOf(carol.submit(new Signal(TEAM, Content.text("y"))))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(heard(carol)).isEmpty();
        assertThat(heard(alice)).isEmpty();
    }

    /** lessons-from-tim.md W-44: what was no message skipped the checks of friends and blocks. */
    @Test
    void needsTheRightsOfAMessage() {
        assertThat(codeOf(alice.submit(new Signal(PAIR, Content.text("x"))))).isEqualTo(ErrorCode.FORBIDDEN);
        befriend(alice, bob);
        bob.ask(new BlockContact(ALICE));

        assertThat(codeOf(alice.submit(new Signal(PAIR, Content.text("x"))))).isEqualTo(ErrorCode.BLOCKED);
        assertThat(codeOf(carol.submit(new Signal(PAIR, Content.text("x"))))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(alice.submit(new Signal(RoomId.system(BOB), Content.text("x")))))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(house.guest("g").submit(new Signal(PAIR, Content.text("x")))))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(heard(bob)).isEmpty();
    }

    @Test
    void isBoundedAsAMessageIs() {
        Content large = Content.text("x".repeat(1001));

        assertThat(codeOf(alice.submit(new Signal(PAIR, large)))).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(codeOf(alice.submit(new SignalContacts(large)))).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(codeOf(alice.submit(new SignalAccounts(List.of(BOB), large))))
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(codeOf(alice.submit(new SignalAccounts(Collections.nCopies(201, BOB), Content.text("x")))))
                .isEqualTo(ErrorCode.LIMIT_REACHED);
    }

    /** W-60: presence leaked to whoever had asked only. */
    @Test
    void toTheContactsReachesFriendsOnly() {
        befriend(alice, bob);
        alice.ask(new AddContact(CAROL, null));
        carol.ask(new SignalContacts(Content.text("to nobody")));

        alice.ask(new SignalContacts(Content.text("online")));

        Awaitility.await().until(() -> heard(bob).equals(List.of("online")));
        assertThat(signals(bob).get(0).room()).isEqualTo(PAIR);
        assertThat(heard(carol)).isEmpty();
        assertThat(heard(alice)).isEmpty();

        bob.ask(new RemoveContact(ALICE));
        alice.ask(new SignalContacts(Content.text("again")));
        alice.ask(new SignalAccounts(List.of(BOB), Content.text("last")));
        Awaitility.await().until(() -> heard(bob).contains("last"));
        assertThat(heard(bob)).containsExactly("online", "last");
    }

    @Test
    void aStrictOneToSomebodyUnknownReachesNobody() {
        assertThat(codeOf(alice.submit(
                        new SignalAccounts(List.of(BOB, new AccountId("nobody")), Content.text("hi"), true))))
                .isEqualTo(ErrorCode.NOT_FOUND);

        alice.ask(new SignalAccounts(List.of(BOB), Content.text("last"), true));
        Awaitility.await().until(() -> !heard(bob).isEmpty());
        assertThat(heard(bob)).containsExactly("last");
    }

    @Test
    void toAccountsReachesStrangersButNobodyWhoBlocks() {
        carol.ask(new BlockContact(ALICE));

        alice.ask(new SignalAccounts(List.of(BOB, CAROL, ALICE, new AccountId("nobody"), BOB), Content.text("hi")));

        Awaitility.await().until(() -> !heard(bob).isEmpty());
        assertThat(heard(bob)).containsExactly("hi");
        assertThat(heard(carol)).isEmpty();
        assertThat(heard(alice)).isEmpty();
    }

    @Test
    void keepsItsOrderHoweverLongTheStoreTakes() {
        befriend(alice, bob);
        Gate friends = house.storage().gate("contacts.friends");
        friends.holdAnswers();
        List<Future<Done>> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sent.add(alice.submit(new SignalContacts(Content.text("s" + i))));
        }
        Awaitility.await().until(() -> friends.waiting() == 1);
        friends.open();
        sent.forEach(one -> await(one));

        Awaitility.await().until(() -> heard(bob).size() == 10);
        assertThat(heard(bob)).containsExactly("s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9");
    }

    @Test
    void waitsInNoLongLine() {
        Gate friends = house.storage().gate("contacts.friends");
        friends.hold();
        List<Future<Done>> sent = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            sent.add(alice.submit(new SignalContacts(Content.text("s"))));
        }

        assertThat(codeOf(sent.get(16))).isEqualTo(ErrorCode.OVERLOADED);
        friends.open();
        await(sent.get(15));
    }

    @Test
    void waitsInNoInbox() {
        befriend(alice, bob);
        bob.close();
        alice.ask(new Signal(PAIR, Content.text("gone")));
        alice.ask(new SignalContacts(Content.text("gone")));

        Client back = house.signIn("bob", "phone");
        back.ask(new OpenInbox(InboxMode.window(10)));
        await(alice.send(PAIR, null, "message"));

        Awaitility.await().until(() -> back.items().contains("message"));
        assertThat(heard(back)).isEmpty();
        assertThat(back.items()).doesNotContain("gone");
    }

    private static void befriend(Client one, Client other) {
        one.ask(new AddContact(other.session().info().account(), null));
        other.ask(new AddContact(one.session().info().account(), null));
    }

    private static List<Push.Signalled> signals(Client client) {
        return client.door().pushes(Push.Signalled.class);
    }

    private static List<String> heard(Client client) {
        return signals(client).stream()
                .map(signal -> signal.content().asText().orElseThrow())
                .toList();
    }
}
