package io.rialto.storage.sqlite;

import io.rialto.contract.error.GatewayException;

/** An operation refused, and has undone itself: the transaction goes on without it. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(GatewayException cause) {
        super(null, cause, false, false);
    }
}
