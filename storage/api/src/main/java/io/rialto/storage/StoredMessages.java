package io.rialto.storage;

/**
 * What a store holds of messages.
 *
 * @param count how many
 * @param bytes that they take
 */
public record StoredMessages(long count, long bytes) {
    /** None. */
    public static final StoredMessages NONE = new StoredMessages(0, 0);

    /** Both together. */
    public StoredMessages plus(StoredMessages other) {
        return new StoredMessages(count + other.count, bytes + other.bytes);
    }
}
