package io.rialto.contract.stream;

/** A place in a stream room: a sequence in an epoch of its relay. */
public record StreamPlace(long epoch, long seq) {}
