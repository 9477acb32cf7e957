package io.rialto.storage.postgres;

import io.rialto.contract.id.RoomId;
import io.rialto.storage.Appended;
import io.rialto.storage.LogEntry;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which writer a batch goes to: that of the batches of the same room which are not answered yet, so that they keep their
 * order; else one that has nothing to do; else the room's own, or where that has no connection the next one that has. A
 * batch is of the room of its first entry. Safe on any thread.
 */
final class Ways {
    /** Where a room's batches go as long as so many of them are not answered. */
    private record Way(Writer writer, int batches) {
        Way more() {
            return new Way(writer, batches + 1);
        }

        /** Null where that was the last one. */
        Way less() {
            return batches == 1 ? null : new Way(writer, batches - 1);
        }
    }

    private final List<Writer> writers;
    private final ConcurrentMap<RoomId, Way> taken = new ConcurrentHashMap<>();

    Ways(List<Writer> writers) {
        this.writers = List.copyOf(writers);
    }

    /** Hands a batch over; the future completes on {@code caller} after the commit. */
    Future<List<Appended>> append(List<LogEntry> batch, ContextInternal caller) {
        RoomId room = batch.get(0).room();
        Writer writer = taken.compute(room, (any, way) -> way == null ? new Way(choose(room), 1) : way.more())
                .writer();
        return writer.append(batch, caller)
                .onComplete(answer -> taken.computeIfPresent(room, (any, way) -> way.less()));
    }

    private Writer choose(RoomId room) {
        int own = Math.floorMod(room.hashCode(), writers.size());
        Writer open = null;
        for (int i = 0; i < writers.size(); i++) {
            Writer writer = writers.get((own + i) % writers.size());
            if (writer.isIdle()) {
                return writer;
            }
            open = open == null && writer.isOpen() ? writer : open;
        }
        return open == null ? writers.get(own) : open;
    }
}
