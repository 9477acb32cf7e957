package io.rialto.message;

/**
 * What one shard holds of messages that have no answer yet, wherever they wait: for the audience of their room, for the
 * commit. Bounded in messages, in bytes; what finds no place is refused. Confined to its shard.
 */
public final class Backlog {
    private static final long MAX_BYTES = 64L << 20;

    private final int maxMessages;
    private final long maxBytes;
    private int messages;
    private long bytes;

    /** Nothing yet; so many messages at most, 64 MiB of them. */
    public Backlog(int maxMessages) {
        this(maxMessages, MAX_BYTES);
    }

    Backlog(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    /** Whether there was place for a message of this size; then it is taken. A single one always has place. */
    public boolean take(int size) {
        boolean fits = messages < maxMessages && (messages == 0 || bytes + size <= maxBytes);
        if (fits) {
            messages++;
            bytes += size;
        }
        return fits;
    }

    /** A message of this size has its answer. */
    public void give(int size) {
        messages--;
        bytes -= size;
    }

    int messages() {
        return messages;
    }
}
