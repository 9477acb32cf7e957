package io.rialto.storage.sql;

import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Appended;
import io.rialto.storage.CommitWeight;
import io.rialto.storage.LogEntry;
import io.rialto.storage.MessageLog;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The log of every durable room in a SQL database. Safe on any thread. */
public final class SqlMessageLog implements MessageLog {
    private final SqlDatabase database;
    private final Appender appender;

    /** A log on an open database. */
    public SqlMessageLog(SqlDatabase database, Appender appender) {
        this.database = database;
        this.appender = appender;
    }

    @Override
    public Future<List<Appended>> append(List<LogEntry> batch) {
        return batch.isEmpty() ? Future.succeededFuture(List.of()) : appender.append(List.copyOf(batch));
    }

    @Override
    public CommitWeight weighing(int max) {
        return appender.weighing(max);
    }

    @Override
    public Future<HistoryPage> readAfter(RoomId room, long after, int limit, int maxBytes) {
        PageBudget budget = new PageBudget(limit, maxBytes);
        return database.read(Sql.LOG_AFTER, HistoryReading.forwards(budget), room.value(), after, budget.rows());
    }

    @Override
    public Future<HistoryPage> readBefore(RoomId room, long before, int limit, int maxBytes) {
        PageBudget budget = new PageBudget(limit, maxBytes);
        return database.read(Sql.LOG_BEFORE, HistoryReading.backwards(budget), room.value(), before, budget.rows());
    }

    @Override
    public Future<Optional<StoredMessage>> byId(MessageId mid) {
        return database.read(Sql.LOG_BY_ID, Reading.first(row -> MessageColumns.message(row, 0)), mid.value());
    }

    @Override
    public Future<Long> head(RoomId room) {
        return database.read(Sql.LOG_HEAD, Reading.number(), room.value());
    }
}
