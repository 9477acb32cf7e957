package io.rialto.adapter.thrift;

import io.rialto.contract.id.RoomId;
import java.util.HashMap;
import java.util.Map;

/** The virtual rooms one client is subscribed to; they end with its connection. Confined to its event loop. */
final class VroomSubscriptions {
    private static final int MAX_ROOMS = 1024;

    private final Line line;
    private final Map<RoomId, VroomSubscriber> rooms = new HashMap<>(0);

    VroomSubscriptions(Line line) {
        this.line = line;
    }

    /** The subscriber of a room, a new one where there is none; refuses when there are too many. */
    VroomSubscriber enter(RoomId room) {
        if (rooms.size() >= MAX_ROOMS && !rooms.containsKey(room)) {
            throw new Refusal(TimCode.OVERLOADED);
        }
        return rooms.computeIfAbsent(room, one -> new VroomSubscriber(line));
    }

    /** This subscriber did not get in; unless it was in already, or is asked for once more. */
    void failed(RoomId room, VroomSubscriber subscriber) {
        if (!subscriber.isWanted() && rooms.remove(room, subscriber)) {
            subscriber.close();
        }
    }

    /** Nothing of this room is passed on any more; whether anything was. */
    boolean leave(RoomId room) {
        VroomSubscriber subscriber = rooms.remove(room);
        if (subscriber != null) {
            subscriber.close();
        }
        return subscriber != null;
    }

    /** The connection is over. Idempotent. */
    void close() {
        rooms.values().forEach(VroomSubscriber::close);
        rooms.clear();
    }
}
