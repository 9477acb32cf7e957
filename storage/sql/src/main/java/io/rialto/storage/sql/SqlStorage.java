package io.rialto.storage.sql;

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
import java.util.function.Supplier;

/** The stores on one SQL database. Safe on any thread. */
public record SqlStorage(
        AccountStore accounts,
        RoomStore rooms,
        ContactStore contacts,
        ProfileStore profiles,
        MessageLog log,
        Inbox inbox,
        RetainedStore retained,
        SessionStore sessions,
        BootStore boots,
        StorageHealth health,
        Supplier<Future<Void>> closing)
        implements Storage {
    /**
     * The stores on this database.
     *
     * @param appender appends messages
     * @param inbox reads inboxes
     * @param closing lets the database go
     */
    public static SqlStorage of(
            SqlDatabase database,
            Appender appender,
            Inbox inbox,
            StorageHealth health,
            Supplier<Future<Void>> closing) {
        return new SqlStorage(
                new SqlAccountStore(database),
                new SqlRoomStore(database),
                new SqlContactStore(database),
                new SqlProfileStore(database),
                new SqlMessageLog(database, appender),
                inbox,
                new SqlRetainedStore(database),
                new SqlSessionStore(database),
                new SqlBootStore(database),
                health,
                closing);
    }

    @Override
    public Future<Void> close() {
        return closing.get();
    }
}
