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
