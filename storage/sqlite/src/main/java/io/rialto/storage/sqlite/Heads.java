package io.rialto.storage.sqlite;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.storage.sql.AccountHead;
import io.rialto.storage.sql.Reading;
import io.rialto.storage.sql.RoomHead;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Surrogate keys with newest positions of the rooms, accounts used last. Nothing falls out while a transaction is open,
 * so what is not yet written is never read. Confined to the writer's thread.
 */
final class Heads {
    private static final int MAX = 50_000;

    private final Map<AccountId, AccountHead> accounts = new LinkedHashMap<>(1024, 0.75f, true);
    private final Map<RoomId, RoomHead> rooms = new LinkedHashMap<>(1024, 0.75f, true);
    private final Sheets sheets;
    private final PreparedStatement readAccount;
    private final PreparedStatement addAccount;
    private final PreparedStatement readRoom;
    private final PreparedStatement addRoom;

    Heads(Statements statements, Sheets sheets) throws SQLException {
        this.sheets = sheets;
        readAccount = statements.prepare("""
            select k.key, coalesce(i.iseq, f.iseq, 0), coalesce(i.its, f.its, 0) from account_key k
            left join inbox i on i.account = k.key
              and i.iseq = (select n.iseq from inbox n where n.account = k.key order by n.iseq desc limit 1)
            left join inbox_floor f on f.account = k.key
            where k.id = ?1
            """);
        addAccount = statements.prepare("insert into account_key (id) values (?1) returning key");
        readRoom = statements.prepare("""
            select k.key, coalesce(
              (select l.cseq from log l where l.room = k.key order by l.cseq desc limit 1),
              (select f.cseq from room_floor f where f.room = k.key), 0)
            from room_key k where k.id = ?1
            """);
        addRoom = statements.prepare("insert into room_key (id) values (?1) returning key");
    }

    AccountHead account(AccountId id) throws SQLException {
        AccountHead known = accounts.get(id);
        return known == null ? loadAccount(id) : known;
    }

    RoomHead room(RoomId id) throws SQLException {
        RoomHead known = rooms.get(id);
        return known == null ? loadRoom(id) : known;
    }

    /** Forgets the ones not used for longest. After a commit. */
    void trim() {
        trim(accounts);
        trim(rooms);
    }

    /** Forgets everything: the transaction it came from is gone. */
    void clear() {
        accounts.clear();
        rooms.clear();
    }

    private AccountHead loadAccount(AccountId id) throws SQLException {
        Reading<Optional<AccountHead>> row =
                Reading.first(r -> new AccountHead(r.integer(0), r.integer(1), r.integer(2)));
        AccountHead head = Statements.query(readAccount, row, id.value()).orElse(null);
        if (head == null) {
            head = new AccountHead(Statements.query(addAccount, Reading.number(), id.value()), 0, 0);
        }
        WaitingRows end = sheets.of(id);
        if (end != null) {
            head = new AccountHead(head.key(), end.lastIseq(), end.lastIts());
        }
        accounts.put(id, head);
        return head;
    }

    private RoomHead loadRoom(RoomId id) throws SQLException {
        Reading<Optional<RoomHead>> row = Reading.first(r -> new RoomHead(r.integer(0), r.integer(1)));
        RoomHead head = Statements.query(readRoom, row, id.value()).orElse(null);
        if (head == null) {
            head = new RoomHead(Statements.query(addRoom, Reading.number(), id.value()), 0);
        }
        rooms.put(id, head);
        return head;
    }

    private static void trim(Map<?, ?> heads) {
        Iterator<?> oldest = heads.entrySet().iterator();
        for (int excess = heads.size() - MAX; excess > 0; excess--) {
            oldest.next();
            oldest.remove();
        }
    }
}
