package io.rialto.room;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.command.Command.AddMembers;
import io.rialto.contract.command.Command.CreateRoom;
import io.rialto.contract.command.Command.DeleteRoom;
import io.rialto.contract.command.Command.GetRoom;
import io.rialto.contract.command.Command.JoinRoom;
import io.rialto.contract.command.Command.LeaveRoom;
import io.rialto.contract.command.Command.ListRooms;
import io.rialto.contract.command.Command.ReadHistory;
import io.rialto.contract.command.Command.RemoveMembers;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push.MemberChanged;
import io.rialto.testing.Client;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupsTest {
    private static final RoomId TEAM = RoomId.group("team");
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final AccountId CAROL = new AccountId("carol");
    private static final AccountId DAVE = new AccountId("dave");

    @TempDir
    private Path directory;

    private House house;
    private Client alice;
    private Client bob;
    private Client carol;

    @BeforeEach
    void open() {
        house = House.open(directory, Plan.standard().maxMembers(3));
        house.accounts("alice", "bob", "carol", "dave");
        alice = house.signIn("alice", "phone");
        bob = house.signIn("bob", "phone");
        carol = house.signIn("carol", "phone");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whoMakesAGroupOwnsIt() {
        RoomInfo made = make(JoinPolicy.INVITE, BOB);

        assertThat(made.owner()).isEqualTo(ALICE);
        assertThat(made.members()).containsExactly(ALICE, BOB);
        assertThat(made.head()).isZero();
        assertThat(bob.ask(new GetRoom(TEAM))).isEqualTo(made);
        assertThat(bob.ask(new ListRooms()).rooms()).containsExactly(TEAM);
    }

    @Test
    void aGroupCannotBeMadeTwice() {
        make(JoinPolicy.INVITE);

        assertThat(codeOf(bob.submit(new CreateRoom(TEAM, "", JoinPolicy.OPEN, Set.of()))))
                .isEqualTo(ErrorCode.ALREADY);
    }

    @Test
    void ofTwoWhoMakeItAtOnceOneDoes() {
        Future<RoomInfo> one = alice.submit(new CreateRoom(TEAM, "", JoinPolicy.OPEN, Set.of()));
        Future<RoomInfo> other = bob.submit(new CreateRoom(TEAM, "", JoinPolicy.OPEN, Set.of()));

        await().until(() -> one.isComplete() && other.isComplete());

        assertThat(one.succeeded()).isNotEqualTo(other.succeeded());
    }

    @Test
    void refusesWhatMakesNoGroup() {
        assertThat(codeOf(alice.submit(new CreateRoom(new RoomId("s:x"), "", JoinPolicy.OPEN, Set.of()))))
                .isEqualTo(ErrorCode.UNSUPPORTED);
        assertThat(codeOf(alice.submit(new CreateRoom(TEAM, "x".repeat(257), JoinPolicy.OPEN, Set.of()))))
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(codeOf(alice.submit(new CreateRoom(TEAM, "", JoinPolicy.OPEN, Set.of(new AccountId("nobody"))))))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(alice.submit(new CreateRoom(TEAM, "", JoinPolicy.OPEN, Set.of(BOB, CAROL, DAVE)))))
                .isEqualTo(ErrorCode.LIMIT_REACHED);
    }

    @Test
    void anybodyJoinsAnOpenGroup() {
        make(JoinPolicy.OPEN);

        RoomInfo joined = bob.ask(new JoinRoom(TEAM));

        assertThat(joined.members()).containsExactly(ALICE, BOB);
        assertThat(await(bob.send(TEAM, null, "hello")).cseq()).isEqualTo(1);
    }

    @Test
    void joiningTwiceIsJoiningOnce() {
        make(JoinPolicy.OPEN);

        bob.ask(new JoinRoom(TEAM));
        RoomInfo again = bob.ask(new JoinRoom(TEAM));

        assertThat(again.members()).containsExactly(ALICE, BOB);
        assertThat(events(alice)).containsExactly("+alice", "+bob");
    }

    @Test
    void nobodyJoinsAGroupByInvitation() {
        make(JoinPolicy.INVITE);

        assertThat(codeOf(bob.submit(new JoinRoom(TEAM)))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(bob.submit(new JoinRoom(RoomId.group("nowhere"))))).isEqualTo(ErrorCode.NOT_MEMBER);
    }

    @Test
    void strangersLearnNothing() {
        make(JoinPolicy.OPEN);

        assertThat(codeOf(bob.submit(new GetRoom(TEAM)))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(bob.submit(new GetRoom(RoomId.group("nowhere"))))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(bob.submit(new DeleteRoom(TEAM)))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(bob.submit(new LeaveRoom(TEAM)))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(bob.submit(new AddMembers(TEAM, Set.of(BOB))))).isEqualTo(ErrorCode.NOT_MEMBER);
    }

    @Test
    void theOwnerAloneChangesAGroupByInvitation() {
        make(JoinPolicy.INVITE, BOB);

        assertThat(codeOf(bob.submit(new AddMembers(TEAM, Set.of(CAROL))))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(bob.submit(new RemoveMembers(TEAM, Set.of(ALICE))))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(bob.submit(new DeleteRoom(TEAM)))).isEqualTo(ErrorCode.FORBIDDEN);

        assertThat(alice.ask(new AddMembers(TEAM, Set.of(CAROL))).members()).containsExactly(ALICE, BOB, CAROL);
        assertThat(alice.ask(new RemoveMembers(TEAM, Set.of(BOB))).members()).containsExactly(ALICE, CAROL);
    }

    @Test
    void everyMemberOfAnOpenGroupAddsOthers() {
        make(JoinPolicy.OPEN, BOB);

        assertThat(bob.ask(new AddMembers(TEAM, Set.of(CAROL))).members()).contains(CAROL);
    }

    @Test
    void theOwnerNeitherLeavesNorIsTakenOut() {
        make(JoinPolicy.OPEN, BOB);

        assertThat(codeOf(alice.submit(new LeaveRoom(TEAM)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(alice.submit(new RemoveMembers(TEAM, Set.of(ALICE))))).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void aGroupHasItsLimit() {
        make(JoinPolicy.OPEN, BOB, CAROL);

        assertThat(codeOf(alice.submit(new AddMembers(TEAM, Set.of(DAVE))))).isEqualTo(ErrorCode.LIMIT_REACHED);
        assertThat(alice.ask(new AddMembers(TEAM, Set.of(CAROL))).members()).hasSize(3);
    }

    @Test
    void onesOwnDepartureIsTold() {
        make(JoinPolicy.OPEN, BOB, CAROL);

        bob.ask(new LeaveRoom(TEAM));

        await().until(() -> events(bob).contains("-bob"));
        await().until(() -> events(carol).contains("-bob"));
        assertThat(codeOf(bob.send(TEAM, null, "x"))).isEqualTo(ErrorCode.NOT_MEMBER);
    }

    @Test
    void membersHearOfChangesNewGroupsTellEachOfItself() {
        make(JoinPolicy.OPEN, BOB);
        alice.ask(new AddMembers(TEAM, Set.of(CAROL)));
        alice.ask(new RemoveMembers(TEAM, Set.of(BOB)));
        alice.ask(new DeleteRoom(TEAM));

        await().until(() -> events(alice).size() == 4
                && events(bob).size() == 3
                && events(carol).size() == 3);
        assertThat(events(alice)).containsExactly("+alice", "+carol", "-bob", "-alice");
        assertThat(events(bob)).containsExactly("+bob", "+carol", "-bob");
        assertThat(events(carol)).containsExactly("+carol", "-bob", "-carol");
    }

    @Test
    void nobodySpeaksInAGroupThatEnded() {
        make(JoinPolicy.OPEN, BOB);
        await(alice.send(TEAM, null, "hello"));

        alice.ask(new DeleteRoom(TEAM));

        assertThat(codeOf(alice.send(TEAM, null, "x"))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(bob.submit(new ReadHistory(TEAM, 0, 0, 1, 1)))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(bob.ask(new ListRooms()).rooms()).isEmpty();
    }

    @Test
    void theNameOfAnEndedGroupDoesNotOpenItsLogToOthers() {
        make(JoinPolicy.OPEN);
        await(alice.send(TEAM, null, "secret"));
        alice.ask(new DeleteRoom(TEAM));

        ErrorCode again = codeOf(bob.submit(new CreateRoom(TEAM, "", JoinPolicy.OPEN, Set.of())));

        assertThat(again).isEqualTo(ErrorCode.ALREADY);
        assertThat(codeOf(bob.submit(new ReadHistory(TEAM, 0, 0, 10, 1000)))).isEqualTo(ErrorCode.NOT_MEMBER);
    }

    @Test
    void theNameOfAGroupThatNeverSpokeIsFreeAgain() {
        make(JoinPolicy.OPEN);
        alice.ask(new DeleteRoom(TEAM));

        assertThat(bob.ask(new CreateRoom(TEAM, "", JoinPolicy.OPEN, Set.of())).owner())
                .isEqualTo(BOB);
    }

    @Test
    void aStoreErrorReachesTheCallerAndTheNextRequestPasses() {
        house.storage().gate("rooms.create").fail();
        ErrorCode broken = codeOf(alice.submit(new CreateRoom(TEAM, "", JoinPolicy.OPEN, Set.of())));

        house.storage().gate("rooms.create").open();

        assertThat(broken).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(make(JoinPolicy.OPEN).owner()).isEqualTo(ALICE);
    }

    private RoomInfo make(JoinPolicy policy, AccountId... members) {
        return alice.ask(new CreateRoom(TEAM, "a team", policy, Set.of(members)));
    }

    private static List<String> events(Client client) {
        return client.door().pushes(MemberChanged.class).stream()
                .map(push -> (push.joined() ? "+" : "-") + push.account())
                .toList();
    }
}
