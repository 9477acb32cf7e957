package io.rialto.room;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.command.Admission;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.InboxCommand.OpenInbox;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.MessageCommand.ReadHistory;
import io.rialto.contract.command.MessageCommand.RecallMessage;
import io.rialto.contract.command.RoomCommand.AddMembers;
import io.rialto.contract.command.RoomCommand.ApplyToRoom;
import io.rialto.contract.command.RoomCommand.BanMember;
import io.rialto.contract.command.RoomCommand.BlockRoom;
import io.rialto.contract.command.RoomCommand.CreateRoom;
import io.rialto.contract.command.RoomCommand.DeleteRoom;
import io.rialto.contract.command.RoomCommand.GetRoom;
import io.rialto.contract.command.RoomCommand.JoinRoom;
import io.rialto.contract.command.RoomCommand.LeaveRoom;
import io.rialto.contract.command.RoomCommand.ListBannedMembers;
import io.rialto.contract.command.RoomCommand.ListBlockedRooms;
import io.rialto.contract.command.RoomCommand.ListRooms;
import io.rialto.contract.command.RoomCommand.RejectApplicant;
import io.rialto.contract.command.RoomCommand.RemoveMembers;
import io.rialto.contract.command.RoomCommand.TransferRoom;
import io.rialto.contract.command.RoomCommand.UpdateRoom;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Notice;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Push.MemberChanged;
import io.rialto.testing.Client;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    void aGroupThatEndedIsToldApartFromOneThatNeverWas() {
        make(JoinPolicy.OPEN, BOB);
        alice.ask(new DeleteRoom(TEAM));

        for (Command<?> command : List.of(
                new GetRoom(TEAM),
                new JoinRoom(TEAM),
                new ApplyToRoom(TEAM, ""),
                new LeaveRoom(TEAM),
                new AddMembers(TEAM, Set.of(CAROL)),
                new RemoveMembers(TEAM, Set.of(CAROL)),
                new BanMember(TEAM, CAROL),
                new BlockRoom(TEAM),
                new DeleteRoom(TEAM),
                new TransferRoom(TEAM, BOB),
                new UpdateRoom(TEAM, "x", null, null))) {
            assertThat(codeOf(alice.submit(command))).as("%s", command).isEqualTo(ErrorCode.GONE);
        }
        assertThat(codeOf(bob.submit(new CreateRoom(TEAM, "", JoinPolicy.OPEN, Set.of()))))
                .isEqualTo(ErrorCode.ALREADY);
    }

    @Test
    void whoAppliesToAnOpenGroupIsInAtOnce() {
        make(JoinPolicy.OPEN);

        assertThat(bob.ask(new ApplyToRoom(TEAM, "hello"))).isEqualTo(Admission.JOINED);

        assertThat(codeOf(bob.submit(new ApplyToRoom(TEAM, "")))).isEqualTo(ErrorCode.ALREADY);
        assertThat(await(bob.send(TEAM, null, "hello")).cseq()).isEqualTo(1);
    }

    @Test
    void whoAppliesToAGroupWithApprovalWaitsUntilItsLeadersTakeHimIn() {
        make(JoinPolicy.APPROVAL);

        assertThat(codeOf(bob.submit(new JoinRoom(TEAM)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(bob.ask(new ApplyToRoom(TEAM, "let me in"))).isEqualTo(Admission.PENDING);
        assertThat(bob.ask(new ApplyToRoom(TEAM, "please"))).isEqualTo(Admission.PENDING);
        assertThat(codeOf(bob.send(TEAM, null, "x"))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(bob.submit(new AddMembers(TEAM, Set.of(BOB))))).isEqualTo(ErrorCode.NOT_MEMBER);

        assertThat(alice.ask(new AddMembers(TEAM, Set.of(BOB))).members()).containsExactly(ALICE, BOB);
        assertThat(await(bob.send(TEAM, null, "hello")).cseq()).isEqualTo(1);
        assertThat(codeOf(bob.submit(new AddMembers(TEAM, Set.of(CAROL))))).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void whoIsTurnedDownMayApplyAgainW74() {
        make(JoinPolicy.APPROVAL, CAROL);
        bob.ask(new ApplyToRoom(TEAM, ""));

        assertThat(codeOf(carol.submit(new RejectApplicant(TEAM, BOB, "")))).isEqualTo(ErrorCode.FORBIDDEN);
        alice.ask(new RejectApplicant(TEAM, BOB, "not now"));

        // W-74: only what is pending can be turned down, a member cannot.
        assertThat(codeOf(alice.submit(new RejectApplicant(TEAM, BOB, "")))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(alice.submit(new RejectApplicant(TEAM, CAROL, "")))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(alice.ask(new GetRoom(TEAM)).members()).containsExactly(ALICE, CAROL);
        assertThat(bob.ask(new ApplyToRoom(TEAM, ""))).isEqualTo(Admission.PENDING);
    }

    @Test
    void anApplicationIsWithdrawnByLeaving() {
        make(JoinPolicy.APPROVAL);
        bob.ask(new ApplyToRoom(TEAM, ""));

        bob.ask(new LeaveRoom(TEAM));

        assertThat(codeOf(alice.submit(new RejectApplicant(TEAM, BOB, "")))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(bob.submit(new LeaveRoom(TEAM)))).isEqualTo(ErrorCode.NOT_MEMBER);
    }

    @Test
    void aGroupByInvitationIsHiddenFromApplicants() {
        make(JoinPolicy.INVITE);

        assertThat(codeOf(bob.submit(new ApplyToRoom(TEAM, "")))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(bob.submit(new ApplyToRoom(RoomId.group("nowhere"), ""))))
                .isEqualTo(ErrorCode.NOT_MEMBER);
    }

    @Test
    void whoLeadsAGroupChangesWhatItShows() {
        make(JoinPolicy.INVITE, BOB);
        byte[] label = {1, 2};

        alice.ask(new UpdateRoom(TEAM, null, null, null, Map.of("label", label)));

        assertThat(await(house.storage().profiles().ofRooms(List.of(TEAM)))
                        .get(TEAM)
                        .entries()
                        .get("label"))
                .isEqualTo(label);
        assertThat(codeOf(bob.submit(new UpdateRoom(TEAM, null, null, null, Map.of("label", new byte[0])))))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(alice.submit(new UpdateRoom(TEAM, "x", null, null, Map.of("a", new byte[200])))))
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(await(house.storage().profiles().ofRooms(List.of(TEAM)))
                        .get(TEAM)
                        .entries())
                .containsOnlyKeys("label");
    }

    @Test
    void managersLeadButNotEachOtherNorTheOwner() {
        make(JoinPolicy.INVITE, BOB, CAROL);
        alice.ask(new UpdateRoom(TEAM, null, null, Set.of(BOB, CAROL)));

        assertThat(codeOf(bob.submit(new RemoveMembers(TEAM, Set.of(CAROL))))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(bob.submit(new BanMember(TEAM, CAROL)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(bob.submit(new BanMember(TEAM, ALICE)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(bob.submit(new UpdateRoom(TEAM, null, null, Set.of()))))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(bob.submit(new TransferRoom(TEAM, BOB)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(bob.submit(new DeleteRoom(TEAM)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(bob.ask(new UpdateRoom(TEAM, "Us", JoinPolicy.OPEN, null)).title())
                .isEqualTo("Us");

        assertThat(alice.ask(new UpdateRoom(TEAM, null, null, Set.of(BOB, ALICE)))
                        .managers())
                .containsExactly(BOB);
        assertThat(bob.ask(new RemoveMembers(TEAM, Set.of(CAROL))).members()).containsExactly(ALICE, BOB);
        assertThat(bob.ask(new AddMembers(TEAM, Set.of(DAVE))).members()).containsExactly(ALICE, BOB, DAVE);
    }

    @Test
    void managersAreMembersAndFew() {
        make(JoinPolicy.INVITE, BOB);

        assertThat(codeOf(alice.submit(new UpdateRoom(TEAM, null, null, Set.of(CAROL)))))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(alice.submit(new UpdateRoom(TEAM, null, null, Set.of(BOB, CAROL, DAVE)))))
                .isEqualTo(ErrorCode.LIMIT_REACHED);
        assertThat(alice.ask(new GetRoom(TEAM)).managers()).isEmpty();
    }

    @Test
    void whoIsBannedDoesNotComeBackUntilTheBanIsLifted() {
        make(JoinPolicy.OPEN, BOB, CAROL);
        assertThat(codeOf(bob.submit(new BanMember(TEAM, CAROL)))).isEqualTo(ErrorCode.FORBIDDEN);

        alice.ask(new BanMember(TEAM, BOB));
        alice.ask(new BanMember(TEAM, BOB));

        // W-59: the rights of whoever is out end at once.
        assertThat(codeOf(bob.send(TEAM, null, "x"))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(bob.submit(new JoinRoom(TEAM)))).isEqualTo(ErrorCode.BLOCKED);
        assertThat(codeOf(bob.submit(new ApplyToRoom(TEAM, "")))).isEqualTo(ErrorCode.BLOCKED);
        assertThat(codeOf(carol.submit(new AddMembers(TEAM, Set.of(BOB))))).isEqualTo(ErrorCode.BLOCKED);
        assertThat(codeOf(carol.submit(new ListBannedMembers(TEAM)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(alice.ask(new ListBannedMembers(TEAM)).accounts()).containsExactly(BOB);

        alice.ask(new RemoveMembers(TEAM, Set.of(BOB)));
        assertThat(alice.ask(new ListBannedMembers(TEAM)).accounts()).isEmpty();
        assertThat(bob.ask(new JoinRoom(TEAM)).members()).contains(BOB);
    }

    @Test
    void whoBlocksAGroupIsNotTakenInAgainW60() {
        make(JoinPolicy.OPEN, BOB, CAROL);

        bob.ask(new BlockRoom(TEAM));

        // W-60: nobody is pulled into a group that he does not want to be in.
        assertThat(bob.ask(new ListBlockedRooms()).rooms()).containsExactly(TEAM);
        assertThat(bob.ask(new ListRooms()).rooms()).isEmpty();
        assertThat(codeOf(carol.submit(new AddMembers(TEAM, Set.of(BOB))))).isEqualTo(ErrorCode.BLOCKED);
        await().until(() -> events(carol).contains("-bob"));
        assertThat(codeOf(alice.submit(new BlockRoom(TEAM)))).isEqualTo(ErrorCode.FORBIDDEN);

        bob.ask(new LeaveRoom(TEAM));
        assertThat(bob.ask(new ListBlockedRooms()).rooms()).isEmpty();
        assertThat(carol.ask(new AddMembers(TEAM, Set.of(BOB))).members()).contains(BOB);
    }

    @Test
    void joiningLiftsOnesOwnBlock() {
        make(JoinPolicy.OPEN);
        bob.ask(new BlockRoom(TEAM));

        bob.ask(new JoinRoom(TEAM));

        assertThat(bob.ask(new ListBlockedRooms()).rooms()).isEmpty();
    }

    @Test
    void aGroupIsGivenToAnotherMember() {
        make(JoinPolicy.INVITE, BOB);
        alice.ask(new UpdateRoom(TEAM, null, null, Set.of(BOB)));
        assertThat(codeOf(alice.submit(new TransferRoom(TEAM, CAROL)))).isEqualTo(ErrorCode.NOT_FOUND);

        RoomInfo given = alice.ask(new TransferRoom(TEAM, BOB));

        assertThat(given.owner()).isEqualTo(BOB);
        assertThat(given.managers()).isEmpty();
        assertThat(codeOf(alice.submit(new DeleteRoom(TEAM)))).isEqualTo(ErrorCode.FORBIDDEN);
        alice.ask(new LeaveRoom(TEAM));
        assertThat(codeOf(bob.submit(new LeaveRoom(TEAM)))).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void everyListHasItsLimit() {
        house.accounts("erin", "frank");
        make(JoinPolicy.APPROVAL);
        for (String one : List.of("bob", "carol")) {
            house.signIn(one, "tablet").ask(new ApplyToRoom(TEAM, ""));
            alice.ask(new BanMember(TEAM, new AccountId(one.equals("bob") ? "erin" : "frank")));
        }
        Client dave = house.signIn("dave", "phone");

        assertThat(codeOf(dave.submit(new ApplyToRoom(TEAM, "")))).isEqualTo(ErrorCode.LIMIT_REACHED);
        assertThat(codeOf(alice.submit(new BanMember(TEAM, DAVE)))).isEqualTo(ErrorCode.LIMIT_REACHED);
        assertThat(codeOf(dave.submit(new ApplyToRoom(TEAM, "x".repeat(51))))).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(codeOf(alice.submit(new RejectApplicant(TEAM, BOB, "x".repeat(51)))))
                .isEqualTo(ErrorCode.TOO_LARGE);
        for (String name : List.of("one", "two", "three")) {
            alice.ask(new CreateRoom(RoomId.group(name), "", JoinPolicy.OPEN, Set.of()));
        }
        dave.ask(new BlockRoom(RoomId.group("one")));
        dave.ask(new BlockRoom(RoomId.group("two")));
        assertThat(codeOf(dave.submit(new BlockRoom(RoomId.group("three"))))).isEqualTo(ErrorCode.LIMIT_REACHED);
    }

    @Test
    void onlyAccountsThatExistAreBanned() {
        make(JoinPolicy.OPEN);

        assertThat(codeOf(alice.submit(new BanMember(TEAM, new AccountId("nobody")))))
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void managersRecallWhatMembersSay() {
        make(JoinPolicy.INVITE, BOB, CAROL);
        alice.ask(new UpdateRoom(TEAM, null, null, Set.of(BOB)));
        await(carol.send(TEAM, "1", "secret"));

        assertThat(bob.ask(new RecallMessage(TEAM, 1)).cseq()).isEqualTo(2);
    }

    @Test
    void whoMustKnowLearnsOfItInItsInbox() {
        make(JoinPolicy.APPROVAL, CAROL);
        alice.ask(new UpdateRoom(TEAM, null, null, Set.of(CAROL)));
        List<Client> all = List.of(alice, bob, carol);
        all.forEach(client -> client.ask(new OpenInbox(InboxMode.window(20))));

        bob.ask(new ApplyToRoom(TEAM, "let me in"));
        bob.ask(new ApplyToRoom(TEAM, "please"));
        carol.ask(new RejectApplicant(TEAM, BOB, "not now"));
        bob.ask(new ApplyToRoom(TEAM, "now?"));
        alice.ask(new AddMembers(TEAM, Set.of(BOB)));
        alice.ask(new RemoveMembers(TEAM, Set.of(BOB)));
        alice.ask(new AddMembers(TEAM, Set.of(BOB)));
        alice.ask(new BanMember(TEAM, BOB));
        alice.ask(new DeleteRoom(TEAM));

        await().until(() ->
                notices(alice).equals(List.of("room.applied by bob: let me in", "room.applied by bob: now?")));
        await().until(() -> notices(carol)
                .equals(List.of(
                        "room.applied by bob: let me in", "room.applied by bob: now?", "room.ended by alice: null")));
        await().until(() -> notices(bob)
                .equals(List.of(
                        "room.rejected by carol: not now",
                        "room.joined by alice: null",
                        "room.removed by alice: null",
                        "room.invited by alice: null",
                        "room.removed by alice: null")));
    }

    @Test
    void onlyMembersReadHistoryW42() {
        make(JoinPolicy.OPEN, BOB);
        await(bob.send(TEAM, "1", "secret"));

        // W-42: whoever is no member reads nothing of a group, however it asks.
        assertThat(codeOf(carol.submit(new ReadHistory(TEAM, 0, 0, 10, 0)))).isEqualTo(ErrorCode.NOT_MEMBER);
        alice.ask(new RemoveMembers(TEAM, Set.of(BOB)));
        assertThat(codeOf(bob.submit(new ReadHistory(TEAM, 0, 0, 10, 0)))).isEqualTo(ErrorCode.NOT_MEMBER);
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

    private static List<String> notices(Client client) {
        return client.door().pushes(Push.Item.class).stream()
                .map(push -> Notice.of(push.item().message()).orElseThrow())
                .map(notice -> notice.kind().wireName() + " by " + notice.by() + ": " + notice.text())
                .toList();
    }

    private static List<String> events(Client client) {
        return client.door().pushes(MemberChanged.class).stream()
                .map(push -> (push.joined() ? "+" : "-") + push.account())
                .toList();
    }
}
