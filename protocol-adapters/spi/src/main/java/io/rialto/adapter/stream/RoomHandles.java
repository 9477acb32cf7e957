package io.rialto.adapter.stream;

import io.rialto.contract.id.RoomId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The numbers that stand for stream rooms in binary frames: the same on every connection of a node, so that all of them
 * share the encoding of a run. A number stands for its room as long as some connection holds it. Safe on any thread.
 */
public final class RoomHandles {
    /** No room's. */
    public static final int NONE = 0;

    private record Held(int handle, int holders) {}

    private final ConcurrentMap<RoomId, Held> rooms = new ConcurrentHashMap<>();
    private final Set<Integer> used = ConcurrentHashMap.newKeySet();
    private final AtomicInteger last = new AtomicInteger();

    /** The room's handle, for one connection more. */
    public int hold(RoomId room) {
        return rooms.compute(
                        room,
                        (id, held) -> held == null ? new Held(next(), 1) : new Held(held.handle(), held.holders() + 1))
                .handle();
    }

    /** One connection less needs it. */
    public void letGo(RoomId room) {
        rooms.computeIfPresent(room, (id, held) -> {
            if (held.holders() > 1) {
                return new Held(held.handle(), held.holders() - 1);
            }
            used.remove(held.handle());
            return null;
        });
    }

    /** The room's handle; {@link #NONE} where no connection holds it. */
    public int of(RoomId room) {
        Held held = rooms.get(room);
        return held == null ? NONE : held.handle();
    }

    private int next() {
        int handle;
        do {
            handle = last.incrementAndGet();
        } while (handle == NONE || !used.add(handle));
        return handle;
    }
}
