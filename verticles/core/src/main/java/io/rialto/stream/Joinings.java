package io.rialto.stream;

import io.rialto.contract.id.RoomId;
import java.util.HashSet;
import java.util.Set;

/**
 * The rooms, lanes that one session is joining: whoever leaves before it is answered is not in by an answer that comes
 * behind. Confined to the connection's context.
 */
final class Joinings {
    /** One question; the same may be joined again before the first answer. */
    static final class Joining {
        private final RoomId room;
        private final String lane;

        private Joining(RoomId room, String lane) {
            this.room = room;
            this.lane = lane;
        }
    }

    private final Set<Joining> open = new HashSet<>(0);

    /** A room is asked for, or with a lane that. */
    Joining begin(RoomId room, String lane) {
        Joining joining = new Joining(room, lane);
        open.add(joining);
        return joining;
    }

    /** It is answered; whether it was not left meanwhile. */
    boolean end(Joining joining) {
        return open.remove(joining);
    }

    /** The room is left, with its lanes. */
    void left(RoomId room) {
        open.removeIf(joining -> joining.room.equals(room));
    }

    /** The lane is left. */
    void left(RoomId room, String lane) {
        open.removeIf(joining -> joining.room.equals(room) && joining.lane != null && joining.lane.equals(lane));
    }
}
