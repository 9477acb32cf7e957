package io.rialto.storage;

/**
 * The end of the connection of a durable session.
 *
 * @param holder as it was opened; where another connection holds the session now, nothing changes
 * @param sent up to which position it was delivered
 * @param expiryMillis how long it lives on; 0: it has ended
 * @param will whether its will is due, after its delay
 * @param now milliseconds since 1970
 */
public record SessionClosing(long key, long holder, long sent, long expiryMillis, boolean will, long now) {}
