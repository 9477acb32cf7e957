package io.rialto.stream;

import io.rialto.bus.Seat;
import io.rialto.contract.id.RoomId;
import java.util.Set;

/** A session is over that had to do with these rooms. */
record SessionGone(Seat session, Set<RoomId> rooms) {}
