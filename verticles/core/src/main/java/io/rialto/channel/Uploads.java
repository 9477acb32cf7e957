package io.rialto.channel;

import java.util.List;

/**
 * What one connection context published to the channels of one shard in one turn of its loop.
 *
 * @param from where it comes from; it wants to know when all of this has been sequenced
 */
record Uploads(List<Upload> all, Uplink from) {
    /** Bytes that they take on their way. */
    long weight() {
        long weight = 0;
        for (Upload upload : all) {
            weight += upload.weight();
        }
        return weight;
    }

    /** The home has given all of them their place; from any thread. */
    void sequenced() {
        from.sequenced(weight());
    }
}
