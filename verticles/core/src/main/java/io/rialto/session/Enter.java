package io.rialto.session;

import io.rialto.bus.Seat;

/**
 * A session wants in; answered when it is, its rivals gone.
 *
 * @param expiresAt milliseconds since 1970 when its token ends; {@link Long#MAX_VALUE} never
 * @param epoch the epoch of its account in which it proved who it is
 */
record Enter(Seat session, long expiresAt, long epoch) {}
