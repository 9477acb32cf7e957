package io.rialto.storage.sql;

import io.rialto.contract.session.DurableWill;

/**
 * A durable session as it stands before a connection opens it.
 *
 * @param holder who has its connection, 0 where nobody does
 * @param willAt when its will is due, {@link Long#MAX_VALUE} where it is not
 */
record SessionRow(long key, long expiresAt, long head, long sent, long holder, long willAt, DurableWill will) {
    static SessionRow of(Row row) {
        return new SessionRow(
                row.integer(0),
                row.integer(1),
                row.integer(2),
                row.integer(3),
                row.integer(4),
                row.integer(5),
                WillColumns.will(row, 6));
    }

    boolean hasExpired(long now) {
        return holder == 0 && expiresAt <= now;
    }

    /** Whoever held it and did not close it may have sent all of it. */
    long maySent() {
        return holder > 0 ? head : sent;
    }

    /** The will that its end makes due: so does the loss of a holder. */
    DurableWill willAtEnd() {
        return holder > 0 || willAt < Long.MAX_VALUE ? will : null;
    }

    /** The will whose delay has passed. */
    DurableWill willDue(long now) {
        return willAt <= now ? will : null;
    }
}
