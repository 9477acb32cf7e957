package io.rialto.adapter.stream;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The stream rooms that one connection has to do with, by name, by handle. When there are too many the oldest gives way
 * that is neither joined nor subscribed: nobody says when such a one ends. Confined to the connection's event loop.
 */
public final class KnownRooms {
    private static final int MAX = 1024;

    private final RoomHandles handles;
    private final Supplier<StreamSubscriber> subscribers;
    private final Map<RoomId, KnownRoom> rooms = new LinkedHashMap<>(0);
    private final Map<Integer, KnownRoom> byHandle = new HashMap<>(0);
    private boolean closed;

    /** No rooms yet; {@code subscribers} makes the one of each room that is entered. */
    public KnownRooms(RoomHandles handles, Supplier<StreamSubscriber> subscribers) {
        this.handles = handles;
        this.subscribers = subscribers;
    }

    /** The room; from now on the connection has to do with it. */
    public KnownRoom enter(RoomId id) {
        KnownRoom known = rooms.get(id);
        if (known != null) {
            return known;
        }
        if (closed) {
            return new KnownRoom(id, RoomHandles.NONE, subscribers.get());
        }
        makeSpace();
        KnownRoom room = new KnownRoom(id, handles.hold(id), subscribers.get());
        rooms.put(id, room);
        byHandle.put(room.handle(), room);
        return room;
    }

    /** The room of this id; null where the connection has nothing to do with it. */
    public KnownRoom of(RoomId id) {
        return rooms.get(id);
    }

    /** The room of this handle; {@code not_found} where the connection has none. */
    public KnownRoom require(int handle) {
        KnownRoom room = byHandle.get(handle);
        if (room == null) {
            throw new GatewayException(
                    ErrorCode.NOT_FOUND,
                    "this connection knows no room of handle " + Integer.toUnsignedString(handle)
                            + ", joining or subscribing tells it");
        }
        return room;
    }

    /** The subscriptions to a lane are over. */
    public void drop(RoomId id, String lane) {
        KnownRoom room = rooms.get(id);
        if (room != null) {
            room.drop(lane);
        }
    }

    /** The connection has nothing to do with it any more. */
    public void leave(RoomId id) {
        KnownRoom room = rooms.remove(id);
        if (room != null) {
            byHandle.remove(room.handle());
            room.subscriber().close();
            handles.letGo(id);
        }
    }

    /** The connection is over. Idempotent. */
    public void close() {
        closed = true;
        List.copyOf(rooms.keySet()).forEach(this::leave);
    }

    private void makeSpace() {
        if (rooms.size() < MAX) {
            return;
        }
        KnownRoom oldest = rooms.values().stream()
                .filter(room -> !room.isInUse())
                .findFirst()
                .orElseThrow(() -> new GatewayException(
                        ErrorCode.LIMIT_REACHED, "a connection has to do with at most " + MAX + " stream rooms"));
        leave(oldest.id());
    }
}
