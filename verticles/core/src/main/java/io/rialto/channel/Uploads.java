package io.rialto.channel;

import java.util.List;

/**
 * What the connections of one loop published to the rooms of one shard in one turn of its loop.
 *
 * @param from where it comes from; it wants to know when all of this has been sequenced
 */
public record Uploads<U extends Uploaded>(List<U> all, Origin from) {
    /** Where uploads come from. */
    @FunctionalInterface
    public interface Origin {
        /** A home has given so many bytes their place. From any thread. */
        void sequenced(long bytes);
    }

    /** Bytes that they take on their way. */
    private long weight() {
        long weight = 0;
        for (Uploaded upload : all) {
            weight += upload.weight();
        }
        return weight;
    }

    /** The home has given all of them their place; from any thread. */
    public void sequenced() {
        from.sequenced(weight());
    }
}
