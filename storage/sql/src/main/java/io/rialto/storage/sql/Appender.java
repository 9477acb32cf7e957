package io.rialto.storage.sql;

import io.rialto.storage.Appended;
import io.rialto.storage.CommitWeight;
import io.rialto.storage.LogEntry;
import io.vertx.core.Future;
import java.util.List;

/** A backend's own way to append a batch, the one path where every microsecond counts. */
@FunctionalInterface
public interface Appender {
    /** As {@link io.rialto.storage.MessageLog#append} promises; never called with an empty batch. */
    Future<List<Appended>> append(List<LogEntry> batch);

    /** What a batch weighs in this backend. */
    default CommitWeight weighing(int max) {
        return new CommitWeight(max, 1);
    }
}
