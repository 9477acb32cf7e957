package io.rialto.storage.sql;

import io.rialto.storage.QueueBounds;

/** What is known of a queue within a transaction: its head, how much it holds, what that transaction adds. */
final class QueueCount {
    private final long key;
    private long head;
    private long count;
    private long bytes;
    private long added;
    private long addedBytes;

    /** As {@link Sql#SESSION_QUEUES} has it. */
    QueueCount(Row row) {
        key = row.integer(0);
        head = row.integer(1);
        count = row.integer(2);
        bytes = row.integer(3);
    }

    long key() {
        return key;
    }

    long head() {
        return head;
    }

    /** How many were put there. */
    int added() {
        return (int) added;
    }

    boolean hasGrown() {
        return added > 0;
    }

    boolean takes(int more, QueueBounds bounds) {
        return count == 0 || (count < bounds.count() && bytes + more <= bounds.bytes());
    }

    /** Puts one more there; its position. */
    long put(int more) {
        count++;
        bytes += more;
        added++;
        addedBytes += more;
        return ++head;
    }

    /** What {@link Sql#SESSION_QUEUE_ADVANCE} takes. */
    Object[] advance() {
        return new Object[] {key, head, added, addedBytes};
    }
}
