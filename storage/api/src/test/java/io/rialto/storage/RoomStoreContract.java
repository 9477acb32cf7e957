package io.rialto.storage;

import static io.rialto.storage.Entries.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.storage.Standing.Role;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every backend's room store does. */
public abstract class RoomStoreContract extends StorageContract {
    private static final AccountId ALICE = account("alice");
    private static final AccountId BOB = account("bob");
    private static final AccountId CAROL = account("carol");
    private static final RoomRecord TEAM =
            new RoomRecord(RoomId.group("team"), "The team 🚀", ALICE, JoinPolicy.INVITE, 1_000);

    @Test
    void keepsAGroupWithItsMembersInOrderOfId() {
        Await.result(rooms().create(TEAM, List.of(CAROL, ALICE, BOB)));

        assertThat(Await.result(rooms().get(TEAM.room()))).contains(TEAM);
        assertThat(Await.result(rooms().members(TEAM.room()))).containsExactly(ALICE, BOB, CAROL);
    }

    @Test
    void theOwnerIsAMemberAlways() {
        Await.result(rooms().create(TEAM, List.of(BOB)));

        assertThat(Await.result(rooms().members(TEAM.room()))).containsExactly(ALICE, BOB);
    }

    @Test
    void keepsEveryJoinPolicy() {
        for (JoinPolicy policy : JoinPolicy.values()) {
            RoomRecord room = new RoomRecord(RoomId.group("of-" + policy.name()), "t", ALICE, policy, 1);
            Await.result(rooms().create(room, List.of(ALICE)));
            assertThat(Await.result(rooms().get(room.room()))).contains(room);
        }
    }

    @Test
    void knowsNoGroupItWasNotTold() {
        RoomId unknown = RoomId.group("unknown");

        assertThat(Await.result(rooms().get(unknown))).isEmpty();
        assertThat(Await.result(rooms().members(unknown))).isEmpty();
        assertThat(Await.result(rooms().roomsOf(ALICE))).isEmpty();
    }

    @Test
    void refusesASecondGroupOfAnIdWithoutTouchingTheFirst() {
        Await.result(rooms().create(TEAM, List.of(ALICE)));

        RoomRecord second = new RoomRecord(TEAM.room(), "other", BOB, JoinPolicy.OPEN, 2_000);

        assertThat(Await.failure(rooms().create(second, List.of(BOB, CAROL)))).isEqualTo(ErrorCode.ALREADY);
        assertThat(Await.result(rooms().get(TEAM.room()))).contains(TEAM);
        assertThat(Await.result(rooms().members(TEAM.room()))).containsExactly(ALICE);
    }

    @Test
    void aRoomThatWasOnlyWrittenToCanStillBeMadeAGroup() {
        Await.result(storage().log().append(List.of(Entries.group("team", "alice", "c1", "bob"))));

        Await.result(rooms().create(TEAM, List.of(ALICE)));

        assertThat(Await.result(rooms().get(TEAM.room()))).contains(TEAM);
    }

    @Test
    void addsMembersOnceHoweverOftenTheyAreAdded() {
        Await.result(rooms().create(TEAM, List.of(ALICE)));

        put(Standing.member(Role.MEMBER, 2_000), BOB, CAROL);
        put(Standing.member(Role.MEMBER, 3_000), BOB);

        assertThat(Await.result(rooms().members(TEAM.room()))).containsExactly(ALICE, BOB, CAROL);
        assertThat(Await.result(rooms().state(TEAM.room())).standing(BOB))
                .as("a member stays so since it came")
                .isEqualTo(Standing.member(Role.MEMBER, 2_000));
    }

    @Test
    void addsNobodyToAGroupThatDoesNotExist() {
        put(Standing.member(Role.MEMBER, 2_000), BOB);

        assertThat(Await.result(rooms().members(TEAM.room()))).isEmpty();
        assertThat(Await.result(rooms().roomsOf(BOB))).isEmpty();
    }

    @Test
    void takesMembersOutAndIgnoresStrangers() {
        Await.result(rooms().create(TEAM, List.of(ALICE, BOB, CAROL)));

        put(Standing.NONE, BOB, account("stranger"));
        put(Standing.NONE);

        assertThat(Await.result(rooms().members(TEAM.room()))).containsExactly(ALICE, CAROL);
    }

    @Test
    void listsTheGroupsOfAnAccountInOrderOfId() {
        for (String name : List.of("zoo", "Bar", "ant")) {
            RoomRecord room = new RoomRecord(RoomId.group(name), name, ALICE, JoinPolicy.OPEN, 1);
            Await.result(rooms().create(room, List.of(ALICE, BOB)));
        }
        Await.result(rooms().amend(RoomId.group("ant"), List.of(), state -> state.with(Map.of(BOB, Standing.NONE))));

        assertThat(Await.result(rooms().roomsOf(ALICE)))
                .containsExactly(RoomId.group("Bar"), RoomId.group("ant"), RoomId.group("zoo"));
        assertThat(Await.result(rooms().roomsOf(BOB))).containsExactly(RoomId.group("Bar"), RoomId.group("zoo"));
    }

    @Test
    void aGroupThatHasEndedIsRememberedWithoutItsMembers() {
        Await.result(rooms().create(TEAM, List.of(ALICE, BOB)));
        put(Standing.NONE.banned(true), CAROL);
        put(Standing.NONE.blocked(true), account("dave"));

        Await.result(rooms().amend(TEAM.room(), List.of(), state -> state.ended(5_000)));
        reopen();

        assertThat(Await.result(rooms().get(TEAM.room()))).contains(TEAM.ended(5_000));
        assertThat(Await.result(rooms().state(TEAM.room())).standings()).isEmpty();
        assertThat(Await.result(rooms().members(TEAM.room()))).isEmpty();
        assertThat(Await.result(rooms().roomsOf(BOB))).isEmpty();
        assertThat(Await.result(rooms().blockedBy(account("dave")))).isEmpty();
    }

    @Test
    void theIdOfAGroupThatHasEndedIsNotGivenAgain() {
        Await.result(rooms().create(TEAM, List.of(ALICE, BOB)));
        Await.result(rooms().amend(TEAM.room(), List.of(), state -> state.ended(5_000)));

        assertThat(Await.failure(rooms().create(TEAM, List.of(CAROL)))).isEqualTo(ErrorCode.ALREADY);
        assertThat(Await.result(rooms().members(TEAM.room()))).isEmpty();
    }

    @Test
    void keepsWhatAccountsAreToAGroup() {
        Await.result(rooms().create(TEAM, List.of(ALICE)));
        Standing manager = Standing.member(Role.MANAGER, 2_000);
        Standing applicant = Standing.NONE.applied(true, 3_000);
        Standing both = Standing.NONE.banned(true).blocked(true);
        put(manager, BOB);
        put(applicant, CAROL);
        put(both, account("dave"));

        reopen();
        RoomState state = Await.result(rooms().amend(TEAM.room(), List.of(account("dave"), ALICE), same -> same))
                .before();

        assertThat(state.standing(BOB)).isEqualTo(manager);
        assertThat(state.standing(CAROL)).isEqualTo(applicant);
        assertThat(state.standing(account("dave"))).isEqualTo(both);
        assertThat(state.blocksOf(account("dave"))).isEqualTo(1);
        assertThat(state.blocksOf(ALICE)).isZero();
        assertThat(state.members()).containsExactly(ALICE, BOB);
        assertThat(state.leads(ALICE)).isTrue();
        assertThat(state.leads(BOB)).isTrue();
        assertThat(state.leads(CAROL)).isFalse();
        assertThat(Await.result(rooms().blockedBy(account("dave")))).containsExactly(TEAM.room());
    }

    @Test
    void whatAccountsAreToAGroupChangesAsOften() {
        Await.result(rooms().create(TEAM, List.of(ALICE)));
        List<Standing> all = List.of(
                Standing.NONE.applied(true, 1_000),
                Standing.member(Role.MEMBER, 2_000),
                Standing.member(Role.MANAGER, 2_000),
                Standing.member(Role.MEMBER, 2_000),
                Standing.NONE.banned(true),
                Standing.NONE.banned(true).blocked(true),
                Standing.NONE.blocked(true),
                Standing.NONE);

        for (Standing next : all) {
            put(next, BOB);

            RoomState state = Await.result(rooms().amend(TEAM.room(), List.of(BOB), same -> same))
                    .after();
            assertThat(state.standing(BOB)).isEqualTo(next);
        }
    }

    @Test
    void whatTheRuleRefusesChangesNothing() {
        Await.result(rooms().create(TEAM, List.of(ALICE)));

        ErrorCode refused = Await.failure(rooms().amend(TEAM.room(), List.of(), state -> {
            throw new GatewayException(ErrorCode.FORBIDDEN, "no");
        }));

        assertThat(refused).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(Await.result(rooms().get(TEAM.room()))).contains(TEAM);
        assertThat(Await.result(rooms().members(TEAM.room()))).containsExactly(ALICE);
    }

    @Test
    void theRuleSeesThatThereIsNoSuchGroup() {
        RoomState state = Await.result(rooms().amend(RoomId.group("unknown"), List.of(ALICE), same -> same))
                .before();

        assertThat(state.room()).isEmpty();
        assertThat(state.standings()).isEmpty();
    }

    @Test
    void changesTitleOwnerAndPolicy() {
        Await.result(rooms().create(TEAM, List.of(ALICE, BOB)));
        RoomRecord other = TEAM.titled("Us").ownedBy(BOB).entered(JoinPolicy.APPROVAL);

        Amended amended = Await.result(rooms().amend(TEAM.room(), List.of(), state -> state.with(other)));

        assertThat(amended.before().room()).contains(TEAM);
        assertThat(amended.after().room()).contains(other);
        assertThat(Await.result(rooms().get(TEAM.room()))).contains(other);
    }

    @Test
    void ofManyChangesAtOnceNoneOverwritesAnother() {
        Await.result(rooms().create(TEAM, List.of(ALICE)));
        int most = 10;
        List<Future<Amended>> changes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            AccountId account = account("a" + i);
            changes.add(rooms().amend(
                            TEAM.room(),
                            List.of(),
                            state -> state.members().size() < most
                                    ? state.with(Map.of(account, Standing.member(Role.MEMBER, 2_000)))
                                    : state));
        }
        changes.forEach(Await::result);

        assertThat(Await.result(rooms().members(TEAM.room()))).hasSize(most);
    }

    @Test
    void keepsAGroupOfFiveHundred() {
        List<AccountId> members = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            members.add(account(String.format("member-%03d", i)));
        }

        Await.result(rooms().create(TEAM, members));

        members.add(0, ALICE);
        assertThat(Await.result(rooms().members(TEAM.room()))).isEqualTo(members);
    }

    @Test
    void survivesAReopen() {
        Await.result(rooms().create(TEAM, List.of(ALICE, BOB)));
        put(Standing.member(Role.MEMBER, 2_000), CAROL);
        put(Standing.NONE, BOB);

        reopen();

        assertThat(Await.result(rooms().get(TEAM.room()))).contains(TEAM);
        assertThat(Await.result(rooms().members(TEAM.room()))).containsExactly(ALICE, CAROL);
        assertThat(Await.result(rooms().roomsOf(CAROL))).containsExactly(TEAM.room());
    }

    private void put(Standing standing, AccountId... accounts) {
        Map<AccountId, Standing> changed = new HashMap<>();
        for (AccountId account : accounts) {
            changed.put(account, standing);
        }
        Await.result(rooms().amend(TEAM.room(), changed.keySet(), state -> state.with(changed)));
    }

    private RoomStore rooms() {
        return storage().rooms();
    }
}
