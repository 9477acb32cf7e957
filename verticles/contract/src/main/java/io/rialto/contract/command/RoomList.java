package io.rialto.contract.command;

import io.rialto.contract.id.RoomId;
import java.util.List;

/** Rooms in order of id. */
public record RoomList(List<RoomId> rooms) {
    /** Copies the rooms. */
    public RoomList {
        rooms = List.copyOf(rooms);
    }
}
