package io.rialto.durable;

import io.rialto.retained.RetainedParts;

/** What retained values are put into queues with; shared, safe on any thread. */
public record RetainedQueueing(RetainedParts values, QueueParts queues) {}
