package io.rialto.storage.postgres;

import io.rialto.contract.id.MessageId;
import io.rialto.storage.Appended;
import io.rialto.storage.LogEntry;
import io.rialto.storage.sql.ContentColumns;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a batch takes the content of, what was taken before: by an earlier batch, or by this one. Used for one batch. */
final class ErasedRows {
    private record Target(long room, long cseq) {}

    /** The entry that took it. */
    private record Taken(long mid, long cseq, long ts, long sender, long iseq) {
        Appended.Duplicate seenBy(long account) {
            return new Appended.Duplicate(new MessageId(mid), cseq, ts, sender == account ? iseq : 0);
        }
    }

    private final Named rooms;
    private final Named accounts;
    private final Map<Target, Taken> taken = new HashMap<>();
    private final List<Long> roomKeys = new ArrayList<>();
    private final List<Long> cseqs = new ArrayList<>();
    private final List<Long> entries = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final List<Buffer> attrs = new ArrayList<>();

    ErasedRows(Named rooms, Named accounts) {
        this.rooms = rooms;
        this.accounts = accounts;
    }

    /** Looks for what was taken before; asked after the rooms' heads are locked it misses nothing. */
    Future<Void> probe(Session session, List<LogEntry> batch) {
        List<Target> targets = batch.stream()
                .filter(entry -> entry.erases() != null)
                .map(this::target)
                .toList();
        if (targets.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple columns = Tuple.from(Arrays.asList(
                targets.stream().map(Target::room).toArray(Long[]::new),
                targets.stream().map(Target::cseq).toArray(Long[]::new)));
        return session.run(AppendTexts.ERASED_PROBE, columns)
                .onSuccess(rows -> rows.forEach(this::take))
                .mapEmpty();
    }

    /** The entry that took the content of this one's target; null where it is still there. */
    Appended.Duplicate of(LogEntry entry) {
        Taken earlier = entry.erases() == null ? null : taken.get(target(entry));
        return earlier == null
                ? null
                : earlier.seenBy(accounts.key(entry.sender().value()));
    }

    /** An entry of this batch stands; where it takes something away, nothing in this batch takes it again. */
    void add(LogEntry entry, Appended.Stored stored) {
        if (entry.erases() == null) {
            return;
        }
        Target target = target(entry);
        long sender = accounts.key(entry.sender().value());
        taken.put(
                target,
                new Taken(entry.mid().value(), stored.cseq(), entry.timeAt(stored.its()), sender, stored.senderIseq()));
        roomKeys.add(target.room());
        cseqs.add(target.cseq());
        entries.add(stored.cseq());
        types.add(entry.erases().left().type());
        byte[] encoded = ContentColumns.attrs(entry.erases().left());
        attrs.add(encoded == null ? null : Buffer.buffer(encoded));
    }

    /** Takes it all away; behind the rows of the batch. */
    Future<?> write(Session session) {
        return roomKeys.isEmpty()
                ? Future.succeededFuture()
                : session.run(
                        AppendTexts.LOG_ERASE,
                        Tuple.from(Arrays.asList(
                                roomKeys.toArray(Long[]::new),
                                cseqs.toArray(Long[]::new),
                                entries.toArray(Long[]::new),
                                types.toArray(String[]::new),
                                attrs.toArray(Buffer[]::new))));
    }

    private Target target(LogEntry entry) {
        return new Target(rooms.key(entry.room().value()), entry.erases().cseq());
    }

    private void take(Row row) {
        taken.put(
                new Target(row.getLong(0), row.getLong(1)),
                new Taken(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
    }
}
