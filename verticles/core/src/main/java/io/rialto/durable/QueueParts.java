package io.rialto.durable;

import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.message.Backlog;
import io.rialto.message.MessageIds;
import io.rialto.post.Postman;
import io.rialto.storage.QueueBounds;

/**
 * What every shard of channels works with to feed queues; shared, safe on any thread.
 *
 * @param bodies gives out the numbers of messages
 * @param bounds how much a queue may hold
 * @param batchMax weight of one transaction, more where one message alone has more
 * @param waiting what may wait for the store in one shard, what is under way included
 */
public record QueueParts(
        DurableSessions sessions,
        Postman postman,
        MessageIds bodies,
        QueueBounds bounds,
        int batchMax,
        Backlog.Bounds waiting,
        MeterRegistry meters) {}
