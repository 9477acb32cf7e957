package io.rialto.contract.stream;

/**
 * Where a stream room stood when a subscription began: everything after it is offered, or reported as a gap.
 *
 * @param missed how many frames between the place that was asked for and this one the relay had not kept; 0 where none
 *     was asked for
 */
public record StreamSubscribed(StreamPlace head, long missed) {}
