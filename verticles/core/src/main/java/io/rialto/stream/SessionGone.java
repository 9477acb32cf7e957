package io.rialto.stream;

import io.rialto.contract.id.RoomId;
import io.rialto.session.ConnectedSession;
import java.util.Set;

/** A session is over that had to do with these rooms. */
record SessionGone(ConnectedSession session, Set<RoomId> rooms) {}
