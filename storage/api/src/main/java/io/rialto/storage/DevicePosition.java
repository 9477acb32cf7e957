package io.rialto.storage;

/**
 * Where a device stands in its account's inbox.
 *
 * @param cursor what it has acknowledged; 0 nothing
 * @param head the newest position of the account
 * @param oldest the oldest position that is still kept; {@code head + 1} where nothing is
 */
public record DevicePosition(long cursor, long head, long oldest) {}
