package io.rialto.session;

import io.rialto.bus.Seat;

/** A session that was let in elsewhere is served here from now on. */
record Present(Seat session, long expiresAt, long epoch) {}
