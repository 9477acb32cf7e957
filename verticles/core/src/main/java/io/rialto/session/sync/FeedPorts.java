package io.rialto.session.sync;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Outbound;
import io.rialto.storage.Inbox;
import java.util.function.LongConsumer;

/**
 * What a feed works with.
 *
 * @param account whose inbox it is
 * @param inbox where it reads
 * @param outbound the connection
 * @param cursorMoved is told where the device stands, rising; the caller makes it durable
 * @param timer the connection's timers
 */
public record FeedPorts(AccountId account, Inbox inbox, Outbound outbound, LongConsumer cursorMoved, FeedTimer timer) {}
