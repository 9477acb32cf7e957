package io.rialto.launcher;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.AccountStore;
import io.rialto.storage.BlockedAccount;
import io.rialto.storage.BootStore;
import io.rialto.storage.ContactStore;
import io.rialto.storage.CursorMove;
import io.rialto.storage.DevicePosition;
import io.rialto.storage.DueSession;
import io.rialto.storage.Enqueued;
import io.rialto.storage.Inbox;
import io.rialto.storage.MessageLog;
import io.rialto.storage.ProfileStore;
import io.rialto.storage.QueueBounds;
import io.rialto.storage.QueueEntry;
import io.rialto.storage.QueuePage;
import io.rialto.storage.QueueProgress;
import io.rialto.storage.Relation;
import io.rialto.storage.RetainedBatch;
import io.rialto.storage.RetainedPlaced;
import io.rialto.storage.RetainedStore;
import io.rialto.storage.RetainedValue;
import io.rialto.storage.RoomStore;
import io.rialto.storage.SessionChanges;
import io.rialto.storage.SessionClosing;
import io.rialto.storage.SessionOpened;
import io.rialto.storage.SessionOpening;
import io.rialto.storage.SessionStore;
import io.rialto.storage.Storage;
import io.rialto.storage.StorageHealth;
import io.rialto.storage.StoredMessages;
import io.vertx.core.Future;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A storage that keeps nothing, for {@code accounts.mode: none}. Whoever is asked for is an account, inboxes are empty,
 * nothing is retained; all that would have to be kept, or that only what was kept could answer, fails with {@code
 * store_unavailable}. Safe on any thread.
 */
final class NoStorage implements Storage {
    /** 2023-11-14: so that the seconds since then count starts in fewer than 31 bits for a lifetime. */
    private static final long BEGINNING = 1_700_000_000;

    private final RoomStore rooms = keepsNothing(RoomStore.class);
    private final MessageLog log = keepsNothing(MessageLog.class);
    private final ProfileStore profiles = keepsNothing(ProfileStore.class);

    @Override
    public AccountStore accounts() {
        return new Anybody();
    }

    @Override
    public RoomStore rooms() {
        return rooms;
    }

    @Override
    public ContactStore contacts() {
        return new Strangers();
    }

    @Override
    public ProfileStore profiles() {
        return profiles;
    }

    @Override
    public MessageLog log() {
        return log;
    }

    @Override
    public Inbox inbox() {
        return new Empty();
    }

    @Override
    public RetainedStore retained() {
        return new NothingRetained();
    }

    @Override
    public SessionStore sessions() {
        return new NothingDurable();
    }

    @Override
    public BootStore boots() {
        return new Starts();
    }

    @Override
    public StorageHealth health() {
        return new StorageHealth() {
            @Override
            public Optional<String> problem() {
                return Optional.empty();
            }

            @Override
            public long commits() {
                return 0;
            }
        };
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(
                new GatewayException(ErrorCode.STORE_UNAVAILABLE, "nothing is stored here (accounts.mode: none)"));
    }

    /** A port whose every question fails: all of them answer with a future. */
    private static <T> T keepsNothing(Class<T> port) {
        InvocationHandler refuse = (proxy, method, arguments) -> refused();
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, refuse));
    }

    private static final class Anybody implements AccountStore {
        @Override
        public Future<Void> create(AccountRecord account) {
            return refused();
        }

        @Override
        public Future<Optional<AccountRecord>> byId(AccountId id) {
            return Future.succeededFuture(Optional.of(new AccountRecord(id, null, null, 0)));
        }

        @Override
        public Future<Optional<AccountRecord>> byLoginKey(String loginKey) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<Long> setPasswordHash(AccountId id, String passwordHash) {
            return refused();
        }

        @Override
        public Future<Long> renewEpoch(AccountId id) {
            return refused();
        }

        @Override
        public Future<Long> block(AccountId id, long until) {
            return refused();
        }

        @Override
        public Future<Boolean> unblock(AccountId id) {
            return refused();
        }

        @Override
        public Future<List<BlockedAccount>> blocked(AccountId after, int limit, long now) {
            return refused();
        }
    }

    /** Nobody has added anybody, nobody blocks anybody. */
    private static final class Strangers implements ContactStore {
        @Override
        public Future<Change> add(AccountId owner, AccountId other, long at, int max) {
            return refused();
        }

        @Override
        public Future<Change> block(AccountId owner, AccountId other, long at, int max) {
            return refused();
        }

        @Override
        public Future<Boolean> unblock(AccountId owner, AccountId other) {
            return Future.succeededFuture(false);
        }

        @Override
        public Future<Change> remove(AccountId owner, AccountId other, long at) {
            return Future.succeededFuture(new Change(Relation.NOTHING, 0));
        }

        @Override
        public Future<Relation> relation(AccountId owner, AccountId other) {
            return Future.succeededFuture(Relation.NOTHING);
        }

        @Override
        public Future<List<AccountId>> friends(AccountId owner) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<List<AccountId>> reachable(AccountId owner, Collection<AccountId> others) {
            return Future.succeededFuture(others.stream().distinct().sorted().toList());
        }

        @Override
        public Future<List<AccountId>> blocked(AccountId owner) {
            return Future.succeededFuture(List.of());
        }
    }

    private static final class Empty implements Inbox {
        @Override
        public Future<InboxPage> read(AccountId account, long after, int limit, int maxBytes) {
            return Future.succeededFuture(new InboxPage(after + 1, after, List.of(), 0));
        }

        @Override
        public Future<Long> head(AccountId account) {
            return Future.succeededFuture(0L);
        }

        @Override
        public Future<DevicePosition> open(AccountId account, DeviceId device) {
            return Future.succeededFuture(new DevicePosition(0, 0, 1));
        }

        @Override
        public Future<Void> move(List<CursorMove> moves) {
            return Future.succeededFuture();
        }
    }

    private static final class NothingRetained implements RetainedStore {
        @Override
        public Future<Void> write(List<RetainedValue> values) {
            return refused();
        }

        @Override
        public Future<Optional<RetainedValue>> get(String topic, long now) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<List<RetainedValue>> scan(String prefix, String afterTopic, int limit, long now) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<StoredMessages> stored(long now) {
            return Future.succeededFuture(StoredMessages.NONE);
        }

        @Override
        public Future<Integer> removeExpired(long now) {
            return Future.succeededFuture(0);
        }
    }

    /** Every session ends with its connection. */
    private static final class NothingDurable implements SessionStore {
        @Override
        public Future<SessionOpened> open(SessionOpening opening) {
            return Future.succeededFuture(
                    new SessionOpened(0, 0, false, 0, 0, List.of(), Map.of(), List.of(), List.of(), 0, null));
        }

        @Override
        public Future<Long> close(SessionClosing closing) {
            return Future.succeededFuture(0L);
        }

        @Override
        public Future<Boolean> hold(long key, long holder) {
            return Future.succeededFuture(false);
        }

        @Override
        public Future<Long> subscribe(long key, DurableSubscription subscription, boolean retained) {
            return refused();
        }

        @Override
        public Future<Long> unsubscribe(long key, String filter) {
            return refused();
        }

        @Override
        public Future<SessionChanges> changes(long since) {
            return Future.succeededFuture(new SessionChanges(since, List.of(), List.of()));
        }

        @Override
        public Future<List<Enqueued>> append(List<QueueEntry> batch, QueueBounds bounds) {
            return refused();
        }

        @Override
        public Future<RetainedPlaced> retain(RetainedBatch batch, QueueBounds bounds) {
            return refused();
        }

        @Override
        public Future<QueuePage> read(long key, long after, int limit, int maxBytes) {
            return Future.succeededFuture(new QueuePage(after, List.of(), 0));
        }

        @Override
        public Future<StoredMessages> stored() {
            return Future.succeededFuture(StoredMessages.NONE);
        }

        @Override
        public Future<Long> head(long key) {
            return Future.succeededFuture(0L);
        }

        @Override
        public Future<Void> settle(List<QueueProgress> progress) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> received(long key, int packetId, QueueProgress.Place place) {
            return refused();
        }

        @Override
        public Future<Long> mark(long key, int packetId, long number) {
            return refused();
        }

        @Override
        public Future<Void> released(long key, int packetId) {
            return refused();
        }

        @Override
        public Future<Integer> orphan(List<Long> boots, long now) {
            return Future.succeededFuture(0);
        }

        @Override
        public Future<List<DueSession>> due(long now, int limit) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<Void> willPublished(long key, long now) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Long> end(long key, long now) {
            return Future.succeededFuture(0L);
        }

        @Override
        public Future<Integer> sweep(long then, int limit) {
            return Future.succeededFuture(0);
        }
    }

    /** Starts are counted by the clock; secrets last as long as the node. */
    private static final class Starts implements BootStore {
        private static long last;

        @Override
        public Future<Long> nextBoot() {
            synchronized (Starts.class) {
                last = Math.max(last + 1, System.currentTimeMillis() / 1000 - BEGINNING);
                return Future.succeededFuture(last);
            }
        }

        @Override
        public Future<String> valueOf(String name, String proposal) {
            return Future.succeededFuture(proposal);
        }
    }
}
