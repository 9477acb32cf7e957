package io.rialto.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.storage.Amended;
import io.rialto.storage.RoomRecord;
import io.rialto.storage.RoomState;
import io.rialto.storage.RoomStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class RoomLinesTest {
    private static final RoomId ROOM = RoomId.group("team");

    private final Loads loads = new Loads();
    private final List<String> gone = new ArrayList<>();
    private long reliance = Long.MAX_VALUE;

    @Test
    void loadsOnceForAllWhoWait() {
        RoomLines lines = lines(1000);

        join(lines, "first");
        join(lines, "second");
        loads.answer("alice");
        join(lines, "third");

        assertThat(gone).containsExactly("first 1", "second 1", "third 1");
        assertThat(loads.count).isEqualTo(1);
    }

    @Test
    void loadsAgainWhereTheMembersChangedMeanwhile() {
        RoomLines lines = lines(1000);
        join(lines, "first");

        lines.invalidate(ROOM);
        loads.answer("alice");
        boolean old = gone.isEmpty();
        loads.answer("alice", "bob");

        assertThat(old).isTrue();
        assertThat(gone).containsExactly("first 2");
    }

    @Test
    void remembersNobodyWhereItIsNotTheHome() {
        RoomLines lines = lines(1000);
        reliance = 0;
        join(lines, "first");
        join(lines, "second");
        loads.answer("alice");

        join(lines, "third");
        loads.answer("alice", "bob");

        assertThat(gone).containsExactly("first 1", "second 1", "third 2");
    }

    @Test
    void readsAgainWhatIsTooOld() {
        RoomLines lines = lines(1000);
        reliance = 1;
        join(lines, "first");
        loads.answer("alice");

        await().until(() -> {
            join(lines, "later");
            return loads.count == 2;
        });
        loads.answer("alice", "bob");

        assertThat(gone).first().isEqualTo("first 1");
        assertThat(gone).last().isEqualTo("later 2");
    }

    @Test
    void forgetsOnTheWordOfAChange() {
        RoomLines lines = lines(1000);
        join(lines, "first");
        loads.answer("alice");

        lines.invalidate(ROOM);
        join(lines, "second");
        loads.answer("alice", "bob");

        assertThat(gone).containsExactly("first 1", "second 2");
    }

    @Test
    void forgetsWhoBelongsToAnyRoom() {
        RoomLines lines = lines(1000);
        List<RoomId> rooms = List.of(RoomId.group("a"), RoomId.group("b"), RoomId.group("c"));
        for (RoomId room : rooms) {
            lines.with(room, audience -> {});
            loads.answer("alice");
        }

        lines.invalidateAll();
        for (RoomId room : rooms) {
            lines.with(room, audience -> gone.add(room + " " + audience.size()));
            loads.answer("alice", "bob");
        }

        assertThat(gone).containsExactly("g:a 2", "g:b 2", "g:c 2");
    }

    @Test
    void doesNotRememberThatThereIsNobody() {
        RoomLines lines = lines(1000);
        join(lines, "first");
        loads.answer();

        join(lines, "second");
        loads.answer("alice");

        assertThat(gone).containsExactly("first 0", "second 1");
    }

    @Test
    void aFailureLetsEverybodyGoAndIsForgotten() {
        RoomLines lines = lines(1000);
        join(lines, "first");
        join(lines, "second");
        loads.fail();

        join(lines, "third");
        loads.answer("alice");

        assertThat(gone).containsExactly("first none", "second none", "third 1");
    }

    @Test
    void memoryIsBoundedByMembers() {
        RoomLines lines = lines(100);
        for (int i = 0; i < 50; i++) {
            lines.with(RoomId.group("g" + i), audience -> gone.add("x"));
            loads.answer("a", "b", "c", "d", "e", "f");
        }

        assertThat(lines.size()).isEqualTo(10);
        assertThat(gone).hasSize(50);
    }

    /** What is asked of the store for somebody who was let go may be answered at once. */
    @Test
    void memoryIsBoundedWhereRoomsAreForgottenWhileWhoWaitedIsLetGo() {
        RoomLines lines = lines(100);
        for (int i = 0; i < 50; i++) {
            RoomId room = RoomId.group("f" + i);
            lines.with(room, audience -> lines.invalidate(room));
            loads.answer("a", "b", "c", "d", "e", "f");
        }
        for (int i = 0; i < 50; i++) {
            lines.with(RoomId.group("g" + i), audience -> {});
            loads.answer("a", "b", "c", "d", "e", "f");
        }

        assertThat(lines.size()).isEqualTo(10);
    }

    @Test
    void aLineInWhichSomebodyWaitsIsNeverForgotten() {
        RoomLines lines = lines(10);
        join(lines, "waits");
        Promise<List<AccountId>> slow = loads.last;
        for (int i = 0; i < 20; i++) {
            lines.with(RoomId.group("g" + i), audience -> {});
            loads.answer("a", "b", "c");
        }

        join(lines, "waits too");
        slow.complete(List.of(new AccountId("alice")));

        assertThat(gone).containsExactly("waits 1", "waits too 1");
    }

    private RoomLines lines(int remembered) {
        return new RoomLines(new Audiences(null, loads, null, DirectPolicy.ANYONE), room -> reliance, remembered);
    }

    private void join(RoomLines lines, String name) {
        lines.with(ROOM, audience -> gone.add(name + " " + (audience == null ? "none" : audience.size())));
    }

    /** Rooms whose members are known when the test says so. */
    private static final class Loads implements RoomStore {
        private Promise<List<AccountId>> last;
        private int count;

        void answer(String... members) {
            last.complete(Arrays.stream(members).map(AccountId::new).toList());
        }

        void fail() {
            last.fail("the store is away");
        }

        @Override
        public Future<List<AccountId>> members(RoomId room) {
            count++;
            last = Promise.promise();
            return last.future();
        }

        @Override
        public Future<Void> create(RoomRecord room, Collection<AccountId> members) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<Optional<RoomRecord>> get(RoomId room) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<List<RoomId>> blockedBy(AccountId account) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<RoomState> state(RoomId room) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<Amended> amend(RoomId room, Collection<AccountId> concerned, UnaryOperator<RoomState> rule) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<List<RoomId>> roomsOf(AccountId account) {
            throw new UnsupportedOperationException();
        }
    }
}
