package io.rialto.storage.sql;

import io.vertx.core.Future;

/** The end of one session, within its transaction. Used once. */
final class SessionEnd {
    private final SqlTransaction tx;
    private final long key;
    private final long now;

    SessionEnd(SqlTransaction tx, long key, long now) {
        this.tx = tx;
        this.key = key;
        this.now = now;
    }

    /** Ends it if it has expired; the version of that, 0 where it has not. */
    Future<Long> ifExpired() {
        return tx.query(Sql.SESSION_EXPIRED, Reading.first(row -> row.integer(0)), key, now)
                .compose(expired -> expired.isEmpty() ? Future.succeededFuture(0L) : run());
    }

    /** Takes it away with everything it has, and says with which version; what it was told stays until it is swept. */
    Future<Long> run() {
        return tx.query(Sql.SESSION_NEXT_VERSION, Reading.number())
                .compose(version -> tx.update(Sql.SESSION_GONE, key, version, now)
                        .compose(done -> tx.update(Sql.SESSION_SUBS_DROP, key))
                        .compose(done -> tx.update(Sql.SESSION_QUEUE_CLEAR, key))
                        .compose(done -> tx.update(Sql.SESSION_INBOUND_CLEAR, key))
                        .compose(done -> tx.update(Sql.SESSION_OUTBOUND_CLEAR, key))
                        .compose(done -> tx.update(Sql.SESSION_DROP, key))
                        .map(version));
    }
}
