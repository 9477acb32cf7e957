package io.rialto.contract.command;

/**
 * Where a device stands when its inbox opens ({@code hello} of rooms.md §3.3).
 *
 * @param cursor what the device has acknowledged
 * @param head the newest position of the account
 * @param serverTs milliseconds since 1970
 * @param resetTo where to go on when the cursor is older than what is kept; -1 where there is no gap
 */
public record InboxOpened(long cursor, long head, long serverTs, long resetTo) {}
