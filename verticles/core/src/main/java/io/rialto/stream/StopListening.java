package io.rialto.stream;

import io.rialto.contract.id.RoomId;

/** A session does not listen to a room any more. */
record StopListening(RoomId room) {}
