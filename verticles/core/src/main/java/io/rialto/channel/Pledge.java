package io.rialto.channel;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;

/**
 * What the publisher of something is waiting for: its retained value, its places in queues. It is told when the last of them
 * is kept, or has failed. Confined to its shard.
 */
final class Pledge {
    private final Upload upload;
    private final Receipts receipts;
    private int open;
    private Throwable failure;
    private boolean matched;

    /** Waits for so many. */
    Pledge(Upload upload, Receipts receipts, int open) {
        this.upload = upload;
        this.receipts = receipts;
        this.open = open;
    }

    /**
     * One of them is done.
     *
     * @param why it failed; null where it has not
     * @param found whether it knows of somebody who gets it
     */
    void done(Throwable why, boolean found) {
        failure = failure == null ? why : failure;
        matched |= found;
        if (--open == 0) {
            receipts.tell(upload, asOutcome(failure), matched);
        }
    }

    private static Throwable asOutcome(Throwable failure) {
        return failure == null || failure instanceof GatewayException
                ? failure
                : new GatewayException(ErrorCode.STORE_UNAVAILABLE, "the store did not take it");
    }
}
