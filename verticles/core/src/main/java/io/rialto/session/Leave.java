package io.rialto.session;

/** A session is over. */
record Leave(ConnectedSession session) {}
