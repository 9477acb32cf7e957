package io.rialto.storage.sqlite;

import io.rialto.storage.Appended;
import io.rialto.storage.LogEntry;
import io.rialto.storage.sql.Appender;
import io.rialto.storage.sql.Change;
import io.rialto.storage.sql.Reading;
import io.rialto.storage.sql.Sql;
import io.rialto.storage.sql.SqlDatabase;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.List;

/** The file as the stores see it: writes go to the writer, reads to the readers. Safe on any thread. */
final class SqliteDatabase implements SqlDatabase, Appender {
    private final VertxInternal vertx;
    private final WriteLoop writer;
    private final Readers readers;

    SqliteDatabase(VertxInternal vertx, WriteLoop writer, Readers readers) {
        this.vertx = vertx;
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public <T> Future<T> read(Sql statement, Reading<T> reading, Object... args) {
        ContextInternal context = vertx.getOrCreateContext();
        return readers.submit(new ReadTask<>(context, statement, reading, args), context);
    }

    @Override
    public <T> Future<T> write(int weight, Change<T> change) {
        return writer.submit(new ChangeOperation<>(weight, change), vertx.getOrCreateContext());
    }

    @Override
    public Future<List<Appended>> append(List<LogEntry> batch) {
        return writer.submit(new AppendOperation(batch), vertx.getOrCreateContext());
    }
}
