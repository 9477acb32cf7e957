package io.rialto.share;

/** Messages of a group by their places, both ends among them. */
record Span(long from, long to) {}
