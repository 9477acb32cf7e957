package io.rialto.cluster.link;

/** Takes batches to one peer, in order. */
public interface Carrier {
    /** Where it is to be called. */
    Loop loop();

    /**
     * Sends a batch; on its loop. It owns the batch from here on. When it cannot be sent, the carrier takes the whole link
     * down, so that no later batch is ever received after a hole.
     */
    void carry(Batch batch);
}
