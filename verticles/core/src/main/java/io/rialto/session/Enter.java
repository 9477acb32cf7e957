package io.rialto.session;

import io.rialto.bus.Seat;

/**
 * A session wants in; answered when it is, its rivals gone.
 *
 * @param expiresAt milliseconds since 1970 when its token ends; {@link Long#MAX_VALUE} never
 */
record Enter(Seat session, long expiresAt) {}
