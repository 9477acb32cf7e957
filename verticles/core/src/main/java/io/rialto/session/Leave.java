package io.rialto.session;

import io.rialto.bus.Seat;

/** A session is over. */
record Leave(Seat session) {}
