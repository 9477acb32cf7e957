package io.rialto.stream;

import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamPlace;

/** A session wants to listen to a room, from a place it knows or, with null, from now on; answered with a {@link Replay}. */
record AskReplay(RoomId room, StreamPlace from) {}
