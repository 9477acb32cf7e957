package io.rialto.share;

/** A frame that a member was handed. */
record Ticket(long number) {}
