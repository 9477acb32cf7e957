package io.rialto.storage;

import static io.rialto.storage.Entries.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import java.util.ArrayList;
import java.util.List;
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

        Await.result(rooms().addMembers(TEAM.room(), List.of(BOB, CAROL, BOB), 2_000));
        Await.result(rooms().addMembers(TEAM.room(), List.of(BOB), 3_000));

        assertThat(Await.result(rooms().members(TEAM.room()))).containsExactly(ALICE, BOB, CAROL);
    }

    @Test
    void addsNobodyToAGroupThatDoesNotExist() {
        Await.result(rooms().addMembers(TEAM.room(), List.of(BOB), 2_000));

        assertThat(Await.result(rooms().members(TEAM.room()))).isEmpty();
        assertThat(Await.result(rooms().roomsOf(BOB))).isEmpty();
    }

    @Test
    void takesMembersOutAndIgnoresStrangers() {
        Await.result(rooms().create(TEAM, List.of(ALICE, BOB, CAROL)));

        Await.result(rooms().removeMembers(TEAM.room(), List.of(BOB, account("stranger"))));
        Await.result(rooms().removeMembers(RoomId.group("unknown"), List.of(BOB)));
        Await.result(rooms().removeMembers(TEAM.room(), List.of()));

        assertThat(Await.result(rooms().members(TEAM.room()))).containsExactly(ALICE, CAROL);
    }

    @Test
    void listsTheGroupsOfAnAccountInOrderOfId() {
        for (String name : List.of("zoo", "Bar", "ant")) {
            RoomRecord room = new RoomRecord(RoomId.group(name), name, ALICE, JoinPolicy.OPEN, 1);
            Await.result(rooms().create(room, List.of(ALICE, BOB)));
        }
        Await.result(rooms().removeMembers(RoomId.group("ant"), List.of(BOB)));

        assertThat(Await.result(rooms().roomsOf(ALICE)))
                .containsExactly(RoomId.group("Bar"), RoomId.group("ant"), RoomId.group("zoo"));
        assertThat(Await.result(rooms().roomsOf(BOB))).containsExactly(RoomId.group("Bar"), RoomId.group("zoo"));
    }

    @Test
    void aDeletedGroupIsGoneWithItsMemberships() {
        Await.result(rooms().create(TEAM, List.of(ALICE, BOB)));

        Await.result(rooms().delete(TEAM.room()));
        Await.result(rooms().delete(TEAM.room()));

        assertThat(Await.result(rooms().get(TEAM.room()))).isEmpty();
        assertThat(Await.result(rooms().members(TEAM.room()))).isEmpty();
        assertThat(Await.result(rooms().roomsOf(BOB))).isEmpty();
    }

    @Test
    void aGroupMadeAgainStartsWithItsNewMembersButGoesOnCounting() {
        Await.result(rooms().create(TEAM, List.of(ALICE, BOB)));
        Await.result(storage().log().append(List.of(Entries.group("team", "alice", "c1", "bob"))));
        Await.result(rooms().delete(TEAM.room()));

        Await.result(rooms().create(TEAM, List.of(ALICE, CAROL)));
        Await.result(storage().log().append(List.of(Entries.group("team", "alice", "c2", "carol"))));

        assertThat(Await.result(rooms().members(TEAM.room()))).containsExactly(ALICE, CAROL);
        assertThat(Await.result(storage().log().head(TEAM.room()))).isEqualTo(2);
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
        Await.result(rooms().addMembers(TEAM.room(), List.of(CAROL), 2_000));
        Await.result(rooms().removeMembers(TEAM.room(), List.of(BOB)));

        reopen();

        assertThat(Await.result(rooms().get(TEAM.room()))).contains(TEAM);
        assertThat(Await.result(rooms().members(TEAM.room()))).containsExactly(ALICE, CAROL);
        assertThat(Await.result(rooms().roomsOf(CAROL))).containsExactly(TEAM.room());
    }

    private RoomStore rooms() {
        return storage().rooms();
    }
}
