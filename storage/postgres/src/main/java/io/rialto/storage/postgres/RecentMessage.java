package io.rialto.storage.postgres;

import io.rialto.contract.message.StoredMessage;

/**
 * A message that this node has written a while ago.
 *
 * @param room the surrogate key of its room
 * @param standing what is known of the room since then
 */
record RecentMessage(StoredMessage message, long room, RecentRoom standing) {}
