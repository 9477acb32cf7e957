package io.rialto.storage.postgres;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.storage.Appended;
import io.rialto.storage.LogEntry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was sent before, by sender and client id: in an earlier batch, or in this one. Used for one batch. */
final class Duplicates {
    private record Sent(AccountId sender, String cmid) {}

    private final Map<Sent, Appended.Duplicate> found = new HashMap<>();

    /**
     * Looks for the earlier ones. Asked after the senders' heads are locked it misses none, because whoever else stores
     * a message of theirs holds that lock until it has committed.
     */
    Future<Void> probe(Session session, List<LogEntry> entries, Named accounts) {
        List<LogEntry> asked =
                entries.stream().filter(entry -> entry.cmid() != null).toList();
        if (asked.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Long> senders = new ArrayList<>();
        List<String> cmids = new ArrayList<>();
        for (LogEntry entry : asked) {
            senders.add(accounts.key(entry.sender().value()));
            cmids.add(entry.cmid());
        }
        Tuple columns = Tuple.from(Arrays.asList(senders.toArray(Long[]::new), cmids.toArray(String[]::new)));
        return session.run(AppendTexts.PROBE, columns)
                .onSuccess(rows -> rows.forEach(row -> take(asked, row)))
                .mapEmpty();
    }

    /** The earlier message; null where there is none. */
    Appended.Duplicate of(LogEntry entry) {
        return entry.cmid() == null ? null : found.get(new Sent(entry.sender(), entry.cmid()));
    }

    /** A message of this batch stands; its repetitions are duplicates. */
    void add(LogEntry entry, Appended.Stored stored) {
        if (entry.cmid() != null) {
            found.put(
                    new Sent(entry.sender(), entry.cmid()),
                    new Appended.Duplicate(
                            entry.mid(), stored.cseq(), entry.timeAt(stored.its()), stored.senderIseq()));
        }
    }

    private void take(List<LogEntry> asked, Row row) {
        LogEntry entry = asked.get((int) (row.getLong(0) - 1));
        found.put(
                new Sent(entry.sender(), entry.cmid()),
                new Appended.Duplicate(new MessageId(row.getLong(1)), row.getLong(2), row.getLong(3), row.getLong(4)));
    }
}
