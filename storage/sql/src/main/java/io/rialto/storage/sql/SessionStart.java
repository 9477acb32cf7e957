package io.rialto.storage.sql;

import io.rialto.contract.session.DurableWill;
import io.rialto.contract.session.DurableWish;
import io.rialto.storage.SessionOpened;
import io.rialto.storage.SessionOpening;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A session that begins or goes on, within its transaction. Used once. */
final class SessionStart {
    private final SqlTransaction tx;
    private final SessionOpening opening;

    SessionStart(SqlTransaction tx, SessionOpening opening) {
        this.tx = tx;
        this.opening = opening;
    }

    Future<SessionOpened> run() {
        return tx.query(
                        Sql.SESSION_FIND,
                        Reading.first(SessionRow::of),
                        opening.account().value(),
                        opening.device().value())
                .compose(found -> found.map(this::goOn).orElseGet(() -> begin(0, null)));
    }

    private Future<SessionOpened> goOn(SessionRow found) {
        DurableWish wish = opening.wish();
        if (wish.clean() || found.hasExpired(opening.now())) {
            return new SessionEnd(tx, found.key(), opening.now())
                    .run()
                    .compose(version -> begin(found.key(), found.willAtEnd()));
        }
        Object[] row = WillColumns.behind(wish.will(), found.key(), opening.holder(), wish.expiryMillis());
        return tx.update(Sql.SESSION_RESUME, row).compose(resumed -> resumed(found));
    }

    private Future<SessionOpened> resumed(SessionRow found) {
        return tx.query(Sql.SESSION_SUBS_OF, Reading.list(row -> SubscriptionColumns.subscription(row, 0)), found.key())
                .compose(subscriptions -> retained(found.key())
                        .compose(retained -> packets(Sql.SESSION_INBOUND_OF, found.key())
                                .compose(inbound -> packets(Sql.SESSION_OUTBOUND_OF, found.key())
                                        .map(outbound -> new SessionOpened(
                                                found.key(),
                                                0,
                                                true,
                                                found.head(),
                                                found.maySent(),
                                                subscriptions,
                                                retained,
                                                inbound,
                                                outbound,
                                                0,
                                                found.willDue(opening.now()))))));
    }

    private Future<Map<String, String>> retained(long key) {
        return tx.query(Sql.SESSION_RETAINED_OF, Reading.list(row -> Map.entry(row.text(0), row.text(1))), key)
                .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private Future<List<Integer>> packets(Sql statement, long key) {
        return tx.query(statement, Reading.list(row -> (int) row.integer(0)), key);
    }

    /** Nothing is kept of whoever wants nothing to be kept. */
    private Future<SessionOpened> begin(long ended, DurableWill endedWill) {
        DurableWish wish = opening.wish();
        if (wish.expiryMillis() == 0) {
            return (ended == 0 ? Future.succeededFuture(0L) : tx.query(Sql.SESSION_VERSION, Reading.number()))
                    .map(version -> begun(0, version, ended, endedWill));
        }
        return tx.query(Sql.SESSION_NEXT_VERSION, Reading.number()).compose(version -> {
            Object[] row = WillColumns.behind(
                    wish.will(),
                    opening.account().value(),
                    opening.device().value(),
                    version,
                    opening.holder(),
                    wish.expiryMillis());
            return tx.query(Sql.SESSION_ADD, Reading.number(), row).map(key -> begun(key, version, ended, endedWill));
        });
    }

    private static SessionOpened begun(long key, long version, long ended, DurableWill endedWill) {
        return new SessionOpened(
                key, version, false, 0, 0, List.of(), Map.of(), List.of(), List.of(), ended, endedWill);
    }
}
