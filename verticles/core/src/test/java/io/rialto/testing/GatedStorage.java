package io.rialto.testing;

import io.rialto.storage.AccountStore;
import io.rialto.storage.BootStore;
import io.rialto.storage.CommitWeight;
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
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A real store with a gate before every operation, named like {@code log.append}. */
public final class GatedStorage implements Storage {
    private final Vertx vertx;
    private final Storage real;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private volatile int share = 1;

    public GatedStorage(Vertx vertx, Storage real) {
        this.vertx = vertx;
        this.real = real;
    }

    /** From now on the inboxes of another message of a room count one part in so many, as in a store that says so. */
    public void share(int parts) {
        share = parts;
    }

    /** The gate of an operation. */
    public Gate gate(String operation) {
        return gates.computeIfAbsent(operation, any -> new Gate(vertx));
    }

    @Override
    public AccountStore accounts() {
        return gated(AccountStore.class, "accounts", real.accounts());
    }

    @Override
    public RoomStore rooms() {
        return gated(RoomStore.class, "rooms", real.rooms());
    }

    @Override
    public ContactStore contacts() {
        return gated(ContactStore.class, "contacts", real.contacts());
    }

    @Override
    public ProfileStore profiles() {
        return gated(ProfileStore.class, "profiles", real.profiles());
    }

    @Override
    public MessageLog log() {
        return gated(MessageLog.class, "log", real.log());
    }

    @Override
    public Inbox inbox() {
        return gated(Inbox.class, "inbox", real.inbox());
    }

    @Override
    public RetainedStore retained() {
        return gated(RetainedStore.class, "retained", real.retained());
    }

    @Override
    public SessionStore sessions() {
        return gated(SessionStore.class, "sessions", real.sessions());
    }

    @Override
    public BootStore boots() {
        return gated(BootStore.class, "boots", real.boots());
    }

    @Override
    public StorageHealth health() {
        return real.health();
    }

    @Override
    public Future<Void> close() {
        return real.close();
    }

    private <S> S gated(Class<S> port, String name, S store) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> method.getReturnType() == CommitWeight.class
                        ? new CommitWeight((int) arguments[0], share)
                        : gate(name + "." + method.getName()).pass(() -> call(store, method, arguments))));
    }

    @SuppressWarnings("unchecked")
    private static <R> Future<R> call(Object store, Method method, Object[] arguments) {
        try {
            return (Future<R>) method.invoke(store, arguments);
        } catch (IllegalAccessException | InvocationTargetException defect) {
            throw new IllegalStateException(defect);
        }
    }
}
