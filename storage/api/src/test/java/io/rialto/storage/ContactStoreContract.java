package io.rialto.storage;

import static io.rialto.storage.Entries.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.storage.ContactStore.Change;
import io.rialto.storage.Relation.Half;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every backend's contact store does. */
public abstract class ContactStoreContract extends StorageContract {
    private static final AccountId ALICE = account("alice");
    private static final AccountId BOB = account("bob");
    private static final AccountId CAROL = account("carol");
    private static final int MANY = 100;

    @Test
    void whoAddsIsNoFriendUntilTheOtherAddsToo() {
        Change first = add(ALICE, BOB, 1_000);

        assertThat(first).isEqualTo(new Change(Relation.NOTHING, 1_000));
        assertThat(friends(ALICE)).isEmpty();
        assertThat(friends(BOB)).isEmpty();

        Change second = add(BOB, ALICE, 2_000);

        assertThat(second).isEqualTo(new Change(new Relation(Half.NONE, 0, Half.ADDED, 1_000), 2_000));
        assertThat(friends(ALICE)).containsExactly(BOB);
        assertThat(friends(BOB)).containsExactly(ALICE);
    }

    /** lessons-from-tim.md W-60: a second request of the same side made both sides friends. */
    @Test
    void addingTwiceIsNoConsentOfTheOther() {
        add(ALICE, BOB, 1_000);

        Change again = add(ALICE, BOB, 2_000);

        assertThat(again).isEqualTo(new Change(new Relation(Half.ADDED, 1_000, Half.NONE, 0), 1_000));
        assertThat(friends(ALICE)).isEmpty();
        assertThat(friends(BOB)).isEmpty();
        assertThat(relation(BOB, ALICE)).isEqualTo(new Relation(Half.NONE, 0, Half.ADDED, 1_000));
    }

    @Test
    void twoWhoAddEachOtherAtOnceSeeOneAnother() {
        for (int i = 0; i < 30; i++) {
            AccountId one = account("one-" + i);
            AccountId other = account("other-" + i);
            Future<Change> here = contacts().add(one, other, 1_000, MANY);
            Future<Change> there = contacts().add(other, one, 1_000, MANY);

            boolean first = Await.result(here).before().theirs() == Half.ADDED;
            boolean second = Await.result(there).before().theirs() == Half.ADDED;

            assertThat(first).isNotEqualTo(second);
            assertThat(relation(one, other).friends()).isTrue();
        }
    }

    @Test
    void removingEndsBothHalves() {
        befriend(ALICE, BOB);

        Change removed = Await.result(contacts().remove(BOB, ALICE, 3_000));

        assertThat(removed.before().friends()).isTrue();
        assertThat(friends(ALICE)).isEmpty();
        assertThat(friends(BOB)).isEmpty();
        assertThat(relation(ALICE, BOB).mine()).isEqualTo(Half.NONE);
        assertThat(relation(ALICE, BOB).theirs()).isEqualTo(Half.NONE);
    }

    @Test
    void removingLeavesTheBlockOfTheOther() {
        befriend(ALICE, BOB);
        block(ALICE, BOB, 3_000);

        Await.result(contacts().remove(BOB, ALICE, 4_000));

        assertThat(relation(BOB, ALICE).theirs()).isEqualTo(Half.BLOCKED);
        assertThat(blocked(ALICE)).containsExactly(BOB);
    }

    @Test
    void removingNobodyChangesNothing() {
        assertThat(Await.result(contacts().remove(ALICE, BOB, 1_000))).isEqualTo(new Change(Relation.NOTHING, 0));
        assertThat(relation(ALICE, BOB)).isEqualTo(Relation.NOTHING);
    }

    @Test
    void aRemovalIsRememberedByWhoRemoved() {
        befriend(ALICE, BOB);
        Await.result(contacts().remove(ALICE, BOB, 3_000));

        assertThat(Await.result(contacts().remove(ALICE, BOB, 4_000)))
                .isEqualTo(new Change(new Relation(Half.NONE, 3_000, Half.NONE, 0), 3_000));
        assertThat(Await.result(contacts().remove(BOB, ALICE, 4_000)).since()).isZero();
    }

    @Test
    void blockingTakesTheFriendAwayButNotTheOthersHalf() {
        befriend(ALICE, BOB);

        Change blocked = block(ALICE, BOB, 3_000);

        assertThat(blocked.before().friends()).isTrue();
        assertThat(friends(ALICE)).isEmpty();
        assertThat(friends(BOB)).isEmpty();
        assertThat(blocked(ALICE)).containsExactly(BOB);
        assertThat(blocked(BOB)).isEmpty();
        assertThat(relation(BOB, ALICE).mine()).isEqualTo(Half.ADDED);
    }

    @Test
    void whoIsBlockedCannotAdd() {
        block(ALICE, BOB, 1_000);

        Change refused = add(BOB, ALICE, 2_000);

        assertThat(refused.before().theirs()).isEqualTo(Half.BLOCKED);
        assertThat(relation(BOB, ALICE).mine()).isEqualTo(Half.NONE);
    }

    @Test
    void addingSomebodyLiftsTheOwnBlock() {
        block(ALICE, BOB, 1_000);

        add(ALICE, BOB, 2_000);

        assertThat(blocked(ALICE)).isEmpty();
        assertThat(relation(ALICE, BOB).mine()).isEqualTo(Half.ADDED);
    }

    @Test
    void unblockingLiftsABlockOnly() {
        block(ALICE, BOB, 1_000);
        add(ALICE, CAROL, 1_000);

        assertThat(Await.result(contacts().unblock(ALICE, BOB))).isTrue();
        assertThat(Await.result(contacts().unblock(ALICE, BOB))).isFalse();
        assertThat(Await.result(contacts().unblock(ALICE, CAROL))).isFalse();
        assertThat(blocked(ALICE)).isEmpty();
        assertThat(relation(ALICE, BOB)).isEqualTo(Relation.NOTHING);
        assertThat(relation(ALICE, CAROL).mine()).isEqualTo(Half.ADDED);
    }

    @Test
    void timesOfAPairRiseWhateverTheClocksSay() {
        long added = add(ALICE, BOB, 5_000).since();
        long accepted = add(BOB, ALICE, 4_000).since();
        long removed = Await.result(contacts().remove(ALICE, BOB, 4_000)).since();
        long again = add(BOB, ALICE, 4_000).since();

        assertThat(List.of(added, accepted, removed, again)).containsExactly(5_000L, 5_001L, 5_002L, 5_003L);
    }

    @Test
    void anAccountHasSoManyContactsAtMost() {
        Await.result(contacts().add(ALICE, BOB, 1, 2));
        Await.result(contacts().block(ALICE, CAROL, 2, 2));

        assertThat(Await.failure(contacts().add(ALICE, account("dave"), 3, 2))).isEqualTo(ErrorCode.LIMIT_REACHED);
        assertThat(Await.failure(contacts().block(ALICE, account("dave"), 3, 2)))
                .isEqualTo(ErrorCode.LIMIT_REACHED);

        Await.result(contacts().block(ALICE, BOB, 4, 2));
        Await.result(contacts().unblock(ALICE, BOB));
        Await.result(contacts().add(ALICE, account("dave"), 6, 2));
    }

    @Test
    void listsAreInOrderOfId() {
        for (String id : List.of("zoe", "Bob", "amy")) {
            befriend(ALICE, account(id));
            block(ALICE, account("x" + id), 1);
        }

        assertThat(friends(ALICE)).containsExactly(account("Bob"), account("amy"), account("zoe"));
        assertThat(blocked(ALICE)).containsExactly(account("xBob"), account("xamy"), account("xzoe"));
    }

    @Test
    void reachableIsWhoExistsWithoutABlockBetween() {
        for (String id : List.of("alice", "bob", "carol", "dave", "eve")) {
            Await.result(storage().accounts().create(new AccountRecord(account(id), null, null, 1)));
        }
        block(ALICE, BOB, 1_000);
        block(CAROL, ALICE, 1_000);
        block(CAROL, account("dave"), 1_000);
        befriend(ALICE, account("eve"));

        List<AccountId> reachable = Await.result(contacts()
                .reachable(
                        ALICE,
                        List.of(account("eve"), BOB, CAROL, account("dave"), account("nobody"), account("eve"))));

        assertThat(reachable).containsExactly(account("dave"), account("eve"));
        assertThat(Await.result(contacts().reachable(ALICE, List.of()))).isEmpty();
        assertThat(Await.result(contacts().reachable(account("nobody"), List.of(ALICE))))
                .containsExactly(ALICE);
    }

    @Test
    void survivesAReopen() {
        befriend(ALICE, BOB);
        block(ALICE, CAROL, 1_000);

        reopen();

        assertThat(friends(BOB)).containsExactly(ALICE);
        assertThat(blocked(ALICE)).containsExactly(CAROL);
    }

    private void befriend(AccountId one, AccountId other) {
        add(one, other, 1_000);
        add(other, one, 2_000);
    }

    private Change add(AccountId owner, AccountId other, long at) {
        return Await.result(contacts().add(owner, other, at, MANY));
    }

    private Change block(AccountId owner, AccountId other, long at) {
        return Await.result(contacts().block(owner, other, at, MANY));
    }

    private Relation relation(AccountId owner, AccountId other) {
        return Await.result(contacts().relation(owner, other));
    }

    private List<AccountId> friends(AccountId owner) {
        return Await.result(contacts().friends(owner));
    }

    private List<AccountId> blocked(AccountId owner) {
        return Await.result(contacts().blocked(owner));
    }

    private ContactStore contacts() {
        return storage().contacts();
    }
}
