package io.rialto.launcher.nostore;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.AccountStore;
import io.rialto.storage.BootStore;
import io.rialto.storage.ContactStore;
import io.rialto.storage.Inbox;
import io.rialto.storage.MessageLog;
import io.rialto.storage.ProfileStore;
import io.rialto.storage.RetainedStore;
import io.rialto.storage.RoomStore;
import io.rialto.storage.SessionStore;
import io.rialto.storage.Storage;
import io.rialto.storage.StorageHealth;
import io.vertx.core.Future;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * A storage that keeps nothing, for {@code accounts.mode: none}. Whoever is asked for is an account, inboxes are empty,
 * nothing is retained; all that would have to be kept, or that only what was kept could answer, fails with {@code
 * store_unavailable}. Safe on any thread.
 */
public final class NoStorage implements Storage {
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
        return new EmptyInbox();
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

    /** What is answered where something would have to be kept. */
    static <T> Future<T> refused() {
        return Future.failedFuture(
                new GatewayException(ErrorCode.STORE_UNAVAILABLE, "nothing is stored here (accounts.mode: none)"));
    }

    /** A port whose every question fails: all of them answer with a future, but for those that the port answers itself. */
    private static <T> T keepsNothing(Class<T> port) {
        InvocationHandler refuse = (proxy, method, arguments) ->
                method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments) : refused();
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, refuse));
    }
}
