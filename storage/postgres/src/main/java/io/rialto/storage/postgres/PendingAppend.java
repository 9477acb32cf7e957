package io.rialto.storage.postgres;

import io.rialto.storage.Appended;
import io.rialto.storage.LogEntry;
import io.vertx.core.Promise;
import java.util.List;

/**
 * A caller's batch that waits for its commit, with the promise of its answer.
 *
 * @param promise completes its handlers on the context that asked
 */
record PendingAppend(List<LogEntry> batch, int weight, Promise<List<Appended>> promise) {}
