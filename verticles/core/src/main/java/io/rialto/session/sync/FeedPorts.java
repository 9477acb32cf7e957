package io.rialto.session.sync;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.session.Outbound;
import io.rialto.storage.Inbox;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * What a feed works with.
 *
 * @param account whose inbox it is
 * @param inbox where it reads
 * @param outbound the connection
 * @param shown whether what was said in a room is shown to this session; else it is passed over
 * @param cursorMoved is told where the device stands, rising; the caller makes it durable
 * @param timer the connection's timers
 */
public record FeedPorts(
        AccountId account,
        Inbox inbox,
        Outbound outbound,
        Predicate<RoomId> shown,
        LongConsumer cursorMoved,
        FeedTimer timer) {
    boolean shows(InboxItem item) {
        return shown.test(item.message().room());
    }
}
