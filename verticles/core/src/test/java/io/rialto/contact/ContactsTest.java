package io.rialto.contact;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.command.ContactCommand.AddContact;
import io.rialto.contract.command.ContactCommand.BlockContact;
import io.rialto.contract.command.ContactCommand.ListBlocked;
import io.rialto.contract.command.ContactCommand.ListContacts;
import io.rialto.contract.command.ContactCommand.RemoveContact;
import io.rialto.contract.command.ContactCommand.UnblockContact;
import io.rialto.contract.command.ContactInfo;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.MessageCommand.ReadHistory;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Notice;
import io.rialto.contract.message.Notice.Kind;
import io.rialto.message.DirectPolicy;
import io.rialto.testing.Client;
import io.rialto.testing.Gate;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContactsTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final RoomId PAIR = RoomId.direct(ALICE, BOB);

    @TempDir
    private Path directory;

    private House house;
    private Client alice;
    private Client bob;

    @BeforeEach
    void open() {
        open(DirectPolicy.ANYONE);
    }

    private void open(DirectPolicy direct) {
        house = House.open(directory, Plan.standard().direct(direct).maxContacts(3));
        house.accounts("alice", "bob", "carol");
        alice = house.signIn("alice", "phone");
        bob = house.signIn("bob", "phone");
    }

    private void friendsOnly() {
        house.close();
        house = House.open(directory, Plan.standard().direct(DirectPolicy.FRIENDS));
        alice = house.signIn("alice", "phone");
        bob = house.signIn("bob", "phone");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aRequestThatIsAnsweredWithARequestMakesFriends() {
        ContactInfo asked = alice.ask(new AddContact(BOB, "hi bob"));

        assertThat(asked).isEqualTo(new ContactInfo(BOB, false));
        assertThat(alice.ask(new ListContacts()).accounts()).isEmpty();
        assertThat(noticesOf(bob)).containsExactly(Notice.of(Kind.CONTACT_REQUESTED, ALICE, "hi bob"));

        ContactInfo accepted = bob.ask(new AddContact(ALICE, null));

        assertThat(accepted).isEqualTo(new ContactInfo(ALICE, true));
        assertThat(alice.ask(new ListContacts()).accounts()).containsExactly(BOB);
        assertThat(bob.ask(new ListContacts()).accounts()).containsExactly(ALICE);
        assertThat(noticesOf(alice)).containsExactly(Notice.of(Kind.CONTACT_ACCEPTED, BOB, null));
        assertThat(noticesOf(bob)).contains(Notice.of(Kind.CONTACT_ACCEPTED, ALICE, null));
    }

    /** lessons-from-tim.md W-60: a second request of the same side made both friends without consent. */
    @Test
    void askingTwiceIsNoConsentAndTellsOnce() {
        alice.ask(new AddContact(BOB, "hi"));

        assertThat(alice.ask(new AddContact(BOB, "hi again"))).isEqualTo(new ContactInfo(BOB, false));
        assertThat(alice.ask(new ListContacts()).accounts()).isEmpty();
        assertThat(bob.ask(new ListContacts()).accounts()).isEmpty();
        assertThat(noticesOf(bob)).hasSize(1);
    }

    @Test
    void friendsCannotBecomeFriendsAgain() {
        befriend();

        assertThat(codeOf(alice.submit(new AddContact(BOB, null)))).isEqualTo(ErrorCode.ALREADY);
        assertThat(codeOf(bob.submit(new AddContact(ALICE, null)))).isEqualTo(ErrorCode.ALREADY);
        assertThat(noticesOf(alice)).hasSize(1);
        assertThat(noticesOf(bob)).hasSize(2);
    }

    @Test
    void twoWhoAskEachOtherAtOnceBecomeFriendsAndLearnItOnce() {
        Future<ContactInfo> one = alice.submit(new AddContact(BOB, null));
        Future<ContactInfo> other = bob.submit(new AddContact(ALICE, null));

        assertThat(List.of(await(one).friend(), await(other).friend())).containsExactlyInAnyOrder(true, false);
        assertThat(alice.ask(new ListContacts()).accounts()).containsExactly(BOB);
        for (Client client : List.of(alice, bob)) {
            assertThat(noticesOf(client))
                    .filteredOn(notice -> notice.kind() == Kind.CONTACT_ACCEPTED)
                    .hasSize(1);
        }
    }

    @Test
    void nobodyAsksOneselfOrNobody() {
        assertThat(codeOf(alice.submit(new AddContact(ALICE, null)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(alice.submit(new BlockContact(ALICE)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(alice.submit(new AddContact(new AccountId("nobody"), null))))
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void guestsHaveNoContacts() {
        Client guest = house.guest("g");

        assertThat(codeOf(guest.submit(new AddContact(BOB, null)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(guest.submit(new ListContacts()))).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void aRequestIsBoundedSoAreContacts() {
        house.accounts("dave", "eve");

        assertThat(codeOf(alice.submit(new AddContact(BOB, "x".repeat(101))))).isEqualTo(ErrorCode.TOO_LARGE);
        alice.ask(new AddContact(BOB, "x".repeat(100)));
        alice.ask(new AddContact(new AccountId("carol"), null));
        alice.ask(new BlockContact(new AccountId("dave")));
        assertThat(codeOf(alice.submit(new AddContact(new AccountId("eve"), null))))
                .isEqualTo(ErrorCode.LIMIT_REACHED);
    }

    @Test
    void removingIsToldToTheOther() {
        befriend();

        assertThat(alice.ask(new RemoveContact(BOB))).isEqualTo(Done.DONE);

        assertThat(bob.ask(new ListContacts()).accounts()).isEmpty();
        assertThat(noticesOf(bob)).contains(Notice.of(Kind.CONTACT_REMOVED, ALICE, null));
        assertThat(codeOf(alice.submit(new RemoveContact(BOB)))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(bob.submit(new RemoveContact(ALICE)))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(noticesOf(bob)).hasSize(3);
        assertThat(noticesOf(alice)).hasSize(1);
    }

    @Test
    void aRequestIsRejectedByRemovingIt() {
        alice.ask(new AddContact(BOB, "hi"));

        bob.ask(new RemoveContact(ALICE));

        assertThat(noticesOf(alice)).containsExactly(Notice.of(Kind.CONTACT_REMOVED, BOB, null));
        alice.ask(new AddContact(BOB, "please"));
        assertThat(noticesOf(bob)).hasSize(2);
    }

    /** What was told before the node failed is not told twice, what was not is told when the caller asks again. */
    @Test
    void aNoticeThatFailedIsToldWhenTheCallerAsksAgain() {
        Gate log = house.storage().gate("log.append");
        log.fail();
        assertThat(codeOf(alice.submit(new AddContact(BOB, "hi")))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        log.open();
        assertThat(noticesOf(bob)).isEmpty();

        alice.ask(new AddContact(BOB, "hi"));
        assertThat(noticesOf(bob)).hasSize(1);

        log.fail();
        assertThat(codeOf(alice.submit(new RemoveContact(BOB)))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        log.open();
        assertThat(noticesOf(bob)).hasSize(1);
        assertThat(codeOf(alice.submit(new RemoveContact(BOB)))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(noticesOf(bob))
                .containsExactly(
                        Notice.of(Kind.CONTACT_REQUESTED, ALICE, "hi"), Notice.of(Kind.CONTACT_REMOVED, ALICE, null));
    }

    /** W-59: who was blocked kept the right to write for up to 300 s. */
    @Test
    void aBlockStopsTheNextMessage() {
        await(bob.send(PAIR, null, "before"));

        alice.ask(new BlockContact(BOB));

        assertThat(codeOf(bob.send(PAIR, null, "after"))).isEqualTo(ErrorCode.BLOCKED);
        assertThat(codeOf(alice.send(PAIR, null, "after"))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(alice.ask(new ListBlocked()).accounts()).containsExactly(BOB);
        assertThat(bob.ask(new ListBlocked()).accounts()).isEmpty();
        for (Client client : List.of(alice, bob)) {
            assertThat(client.ask(new ReadHistory(PAIR, 0, 0, 10, 1 << 20)).messages())
                    .hasSize(1);
        }

        alice.ask(new UnblockContact(BOB));

        await(bob.send(PAIR, null, "again"));
    }

    @Test
    void whoIsBlockedCannotAskAndIsToldWhereItWasAStranger() {
        alice.ask(new BlockContact(BOB));
        alice.ask(new BlockContact(BOB));

        assertThat(noticesOf(bob)).containsExactly(Notice.of(Kind.CONTACT_BLOCKED, ALICE, null));
        assertThat(codeOf(bob.submit(new AddContact(ALICE, null)))).isEqualTo(ErrorCode.BLOCKED);
        assertThat(noticesOf(alice)).isEmpty();
    }

    @Test
    void aBlockOutlivesTheOthersRemoval() {
        befriend();
        alice.ask(new BlockContact(BOB));

        bob.ask(new RemoveContact(ALICE));

        assertThat(codeOf(bob.send(PAIR, null, "x"))).isEqualTo(ErrorCode.BLOCKED);
        assertThat(noticesOf(alice)).hasSize(1);
    }

    @Test
    void onlyABlockCanBeLifted() {
        befriend();

        assertThat(codeOf(alice.submit(new UnblockContact(BOB)))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(alice.ask(new ListContacts()).accounts()).containsExactly(BOB);
    }

    @Test
    void whereOnlyFriendsWriteAFriendshipIsNeededFromTheFirstMessageOn() {
        friendsOnly();
        assertThat(codeOf(alice.send(PAIR, null, "x"))).isEqualTo(ErrorCode.FORBIDDEN);
        alice.ask(new AddContact(BOB, null));
        assertThat(codeOf(alice.send(PAIR, null, "x"))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(bob.send(PAIR, null, "x"))).isEqualTo(ErrorCode.FORBIDDEN);

        bob.ask(new AddContact(ALICE, null));

        await(alice.send(PAIR, null, "hello"));
        await(bob.send(PAIR, null, "hello"));

        bob.ask(new RemoveContact(ALICE));

        assertThat(codeOf(alice.send(PAIR, null, "x"))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(alice.ask(new ReadHistory(PAIR, 0, 0, 10, 1 << 20)).messages())
                .hasSize(2);
    }

    @Test
    void everybodyWritesToOneself() {
        friendsOnly();

        await(alice.send(RoomId.direct(ALICE, ALICE), null, "note"));
    }

    /** A message that was being let in while the block was made is either before it or refused, never after. */
    @Test
    void whoIsLoadedWhileABlockIsMadeIsLoadedAgain() {
        Gate relations = house.storage().gate("contacts.relation");
        relations.holdAnswers();
        Future<?> early = bob.send(PAIR, null, "early");
        Awaitility.await().until(() -> relations.waiting() == 1);
        alice.ask(new BlockContact(BOB));
        relations.open();

        assertThat(codeOf(early)).isEqualTo(ErrorCode.BLOCKED);
    }

    private void befriend() {
        alice.ask(new AddContact(BOB, null));
        bob.ask(new AddContact(ALICE, null));
    }

    /** What stands in the account's system room. */
    private static List<Notice> noticesOf(Client client) {
        RoomId room = RoomId.system(client.session().info().account());
        return client.ask(new ReadHistory(room, 0, 0, 100, 1 << 20)).messages().stream()
                .flatMap(message -> Notice.of(message).stream())
                .toList();
    }
}
