package io.rialto.storage;

/**
 * How much a queue may hold; an empty one takes anything.
 *
 * @param count messages
 * @param bytes of their topics and contents
 * @param refuse whether a message is refused for all where one queue is full; else that queue goes without it
 */
public record QueueBounds(int count, long bytes, boolean refuse) {}
