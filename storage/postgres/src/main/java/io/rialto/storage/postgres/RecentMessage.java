package io.rialto.storage.postgres;

import io.rialto.contract.message.StoredMessage;

/**
 * A message that this node has written a while ago.
 *
 * @param number which one of those that it has written
 * @param room the surrogate key of its room
 * @param standing what is known of the room since then
 */
record RecentMessage(long number, StoredMessage message, long room, RecentRoom standing) {}
