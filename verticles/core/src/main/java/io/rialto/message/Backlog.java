package io.rialto.message;

/**
 * What one shard holds of messages that have no answer yet, wherever they wait: for the audience of their room, for the
 * commit. Bounded in messages, in bytes; what finds no place is refused. Confined to its shard.
 */
public final class Backlog {
    /** What it holds at most. */
    public record Bounds(int messages, long bytes) {}

    private final Bounds bounds;
    private int messages;
    private long bytes;

    /** Nothing yet. */
    public Backlog(Bounds bounds) {
        this.bounds = bounds;
    }

    /** Whether there was place for a message of this size; then it is taken. A single one always has place. */
    public boolean take(int size) {
        boolean fits = messages < bounds.messages() && (messages == 0 || bytes + size <= bounds.bytes());
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
