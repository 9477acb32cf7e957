package io.rialto.storage.postgres;

import io.rialto.storage.sql.AccountHead;
import io.rialto.storage.sql.RoomHead;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The heads that a batch has locked, by key. Used for one batch. */
final class Heads {
    private final Map<Long, RoomHead> rooms = new HashMap<>();
    private final Map<Long, AccountHead> accounts = new HashMap<>();
    private final Map<Long, RoomHead> movedRooms = new TreeMap<>();
    private final Map<Long, AccountHead> movedAccounts = new TreeMap<>();

    /** Locks rooms, then accounts; sent at once. */
    Future<Void> lock(Session session, Named roomKeys, Named accountKeys) {
        Future<RowSet<Row>> roomRows = session.run(AppendTexts.ROOM_LOCK, keys(roomKeys.sorted()));
        Future<RowSet<Row>> accountRows = session.run(AppendTexts.ACCOUNT_LOCK, keys(accountKeys.sorted()));
        return Future.join(roomRows, accountRows).compose(locked -> {
            roomRows.result().forEach(row -> rooms.put(row.getLong(0), new RoomHead(row.getLong(0), row.getLong(1))));
            accountRows
                    .result()
                    .forEach(row -> accounts.put(
                            row.getLong(0), new AccountHead(row.getLong(0), row.getLong(1), row.getLong(2))));
            return rooms.size() == roomKeys.size() && accounts.size() == accountKeys.size()
                    ? Future.succeededFuture()
                    : Future.failedFuture(new StaleKeys());
        });
    }

    /** The room's head, which has taken its next position. */
    RoomHead next(long room) {
        RoomHead head = rooms.get(room);
        head.next();
        movedRooms.put(room, head);
        return head;
    }

    /** The account's head, which has taken its next position. */
    AccountHead next(long account, long ts) {
        AccountHead head = accounts.get(account);
        head.next(ts);
        movedAccounts.put(account, head);
        return head;
    }

    /** What has moved. */
    Tuple roomColumns() {
        Collection<RoomHead> moved = movedRooms.values();
        return Tuple.from(Arrays.asList(
                moved.stream().map(RoomHead::key).toArray(Long[]::new),
                moved.stream().map(RoomHead::cseq).toArray(Long[]::new)));
    }

    /** What has moved. */
    Tuple accountColumns() {
        Collection<AccountHead> moved = movedAccounts.values();
        return Tuple.from(Arrays.asList(
                moved.stream().map(AccountHead::key).toArray(Long[]::new),
                moved.stream().map(AccountHead::iseq).toArray(Long[]::new),
                moved.stream().map(AccountHead::its).toArray(Long[]::new)));
    }

    private static Tuple keys(Long... keys) {
        return Tuple.from(List.<Object>of((Object) keys));
    }
}
