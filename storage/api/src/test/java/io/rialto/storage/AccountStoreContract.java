package io.rialto.storage;

import static io.rialto.storage.Entries.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every backend's account store does. */
public abstract class AccountStoreContract extends StorageContract {
    private static final AccountRecord ALICE = new AccountRecord(account("alice"), "key-a", "hash-a", 1_000);

    @Test
    void findsAnAccountByIdAndByLogin() {
        Await.result(accounts().create(ALICE));

        assertThat(Await.result(accounts().byId(ALICE.id()))).contains(ALICE);
        assertThat(Await.result(accounts().byLoginKey("key-a"))).contains(ALICE);
    }

    @Test
    void knowsNobodyItWasNotTold() {
        assertThat(Await.result(accounts().byId(account("nobody")))).isEmpty();
        assertThat(Await.result(accounts().byLoginKey("no-key"))).isEmpty();
    }

    @Test
    void refusesASecondAccountOfAnId() {
        Await.result(accounts().create(ALICE));

        Future<Void> second = accounts().create(new AccountRecord(ALICE.id(), "key-b", "hash-b", 2_000));

        assertThat(Await.failure(second)).isEqualTo(ErrorCode.ALREADY);
        assertThat(Await.result(accounts().byId(ALICE.id()))).contains(ALICE);
        assertThat(Await.result(accounts().byLoginKey("key-b"))).isEmpty();
    }

    @Test
    void refusesASecondAccountOfALogin() {
        Await.result(accounts().create(ALICE));

        Future<Void> second = accounts().create(new AccountRecord(account("bob"), "key-a", "hash-b", 2_000));

        assertThat(Await.failure(second)).isEqualTo(ErrorCode.ALREADY);
        assertThat(Await.result(accounts().byId(account("bob")))).isEmpty();
    }

    @Test
    void keepsAnyNumberOfAccountsWithoutLogin() {
        AccountRecord one = new AccountRecord(account("guest-1"), null, null, 1);
        AccountRecord two = new AccountRecord(account("guest-2"), null, null, 2);

        Await.result(accounts().create(one));
        Await.result(accounts().create(two));

        assertThat(Await.result(accounts().byId(one.id()))).contains(one);
        assertThat(Await.result(accounts().byId(two.id()))).contains(two);
    }

    @Test
    void tellsIdsApartByCase() {
        Await.result(accounts().create(ALICE));
        Await.result(accounts().create(new AccountRecord(account("Alice"), "KEY-A", null, 2)));

        assertThat(Await.result(accounts().byId(ALICE.id()))).contains(ALICE);
    }

    @Test
    void replacesAPasswordHash() {
        Await.result(accounts().create(ALICE));

        Await.result(accounts().setPasswordHash(ALICE.id(), "hash-2"));

        assertThat(Await.result(accounts().byId(ALICE.id())).orElseThrow().passwordHash())
                .isEqualTo("hash-2");
    }

    @Test
    void beginsAnEpochWheneverWhoIsSignedInMustProveItAnew() {
        Await.result(accounts().create(ALICE));
        assertThat(Await.result(accounts().byId(ALICE.id())).orElseThrow().epoch())
                .isZero();

        assertThat(Await.result(accounts().setPasswordHash(ALICE.id(), "hash-2")))
                .isEqualTo(1);
        assertThat(Await.result(accounts().renewEpoch(ALICE.id()))).isEqualTo(2);
        assertThat(Await.result(accounts().block(ALICE.id(), 10))).isEqualTo(3);
        Await.result(accounts().unblock(ALICE.id()));

        assertThat(Await.result(accounts().byLoginKey("key-a")).orElseThrow().epoch())
                .isEqualTo(3);
        assertThat(Await.failure(accounts().renewEpoch(account("nobody")))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void everyoneOfManyWhoBeginAnEpochBeginsAnotherOne() {
        Await.result(accounts().create(ALICE));
        List<Future<Long>> begun = new ArrayList<>();

        for (int i = 0; i < 20; i++) {
            begun.add(accounts().renewEpoch(ALICE.id()));
        }

        assertThat(begun.stream().map(Await::result)).doesNotHaveDuplicates().allMatch(epoch -> epoch <= 20);
    }

    @Test
    void blocksAnAccountUntilATime() {
        Await.result(accounts().create(ALICE));

        Await.result(accounts().block(ALICE.id(), 5_000));

        AccountRecord blocked = Await.result(accounts().byId(ALICE.id())).orElseThrow();
        assertThat(blocked.isBlockedAt(4_999)).isTrue();
        assertThat(blocked.isBlockedAt(5_000)).isFalse();
        assertThat(Await.failure(accounts().block(account("nobody"), 1))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void liftsABlock() {
        Await.result(accounts().create(ALICE));
        Await.result(accounts().block(ALICE.id(), Long.MAX_VALUE));

        assertThat(Await.result(accounts().unblock(ALICE.id()))).isTrue();

        assertThat(Await.result(accounts().unblock(ALICE.id()))).isFalse();
        assertThat(Await.result(accounts().unblock(account("nobody")))).isFalse();
        assertThat(Await.result(accounts().byId(ALICE.id())).orElseThrow().isBlockedAt(0))
                .isFalse();
    }

    @Test
    void listsWhoIsBlockedPageByPage() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            Await.result(accounts().create(new AccountRecord(account(name), null, null, 1)));
        }
        Await.result(accounts().block(account("e"), Long.MAX_VALUE));
        Await.result(accounts().block(account("a"), 2_000));
        Await.result(accounts().block(account("b"), 1_000));
        Await.result(accounts().block(account("d"), 3_000));

        assertThat(Await.result(accounts().blocked(null, 2, 1_000)))
                .containsExactly(new BlockedAccount(account("a"), 2_000), new BlockedAccount(account("d"), 3_000));
        assertThat(Await.result(accounts().blocked(account("d"), 2, 1_000)))
                .containsExactly(new BlockedAccount(account("e"), Long.MAX_VALUE));
    }

    @Test
    void refusesAPasswordHashForNobody() {
        assertThat(Await.failure(accounts().setPasswordHash(account("nobody"), "hash")))
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void writingToAnIdDoesNotMakeItAnAccount() {
        Await.result(storage().log().append(List.of(Entries.direct("alice", "bob", "c1"))));

        assertThat(Await.result(accounts().byId(ALICE.id()))).isEmpty();
        Await.result(accounts().create(ALICE));
        assertThat(Await.result(accounts().byId(ALICE.id()))).contains(ALICE);
    }

    @Test
    void oneOfManyWhoWantTheSameIdGetsItWithoutHarmToMessages() {
        List<Future<Void>> creations = new ArrayList<>();
        List<Future<List<Appended>>> messages = new ArrayList<>();

        for (int i = 0; i < 20; i++) {
            creations.add(accounts().create(new AccountRecord(account("wanted"), "key-" + i, null, i)));
            messages.add(storage().log().append(List.of(Entries.direct("wanted", "bob", "c" + i))));
        }

        messages.forEach(Await::result);
        Await.result(Future.join(creations).otherwiseEmpty());
        assertThat(creations.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(creations.stream().filter(Future::failed).map(Await::failure))
                .containsOnly(ErrorCode.ALREADY);
        assertThat(Await.result(storage().inbox().head(account("wanted")))).isEqualTo(20);
    }

    @Test
    void survivesAReopen() {
        Await.result(accounts().create(ALICE));

        reopen();

        assertThat(Await.result(accounts().byLoginKey("key-a"))).contains(ALICE);
        assertThat(Await.failure(accounts().create(ALICE))).isEqualTo(ErrorCode.ALREADY);
    }

    private AccountStore accounts() {
        return storage().accounts();
    }
}
