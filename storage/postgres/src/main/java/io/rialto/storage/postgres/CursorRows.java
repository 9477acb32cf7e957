package io.rialto.storage.postgres;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.storage.CursorMove;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cursors that move together, in one statement. Used once. */
final class CursorRows {
    /** Locks in order of key, above the sort: two nodes that move the same cursors wait for each other in one direction. */
    static final String MOVE = """
        with moved as materialized (
          select d.account, d.dev, least(t.iseq, k.iseq) as iseq
          from unnest($1::text[], $2::text[], $3::bigint[]) as t (id, dev, iseq)
            join account_key k on k.id = t.id join device d on d.account = k.key and d.dev = t.dev
          where d.cursor < least(t.iseq, k.iseq)
          order by d.account, d.dev for no key update of d)
        update device d set cursor = m.iseq from moved m
        where d.account = m.account and d.dev = m.dev and d.cursor < m.iseq\
        """;

    private record Cursor(AccountId account, DeviceId device) {}

    private final Map<Cursor, Long> furthest = new LinkedHashMap<>();

    CursorRows(List<CursorMove> moves) {
        moves.forEach(move -> furthest.merge(new Cursor(move.account(), move.device()), move.iseq(), Math::max));
    }

    int size() {
        return furthest.size();
    }

    /** Moves them. */
    Future<Void> write(PgTransaction tx) {
        String[] accounts = furthest.keySet().stream()
                .map(cursor -> cursor.account().value())
                .toArray(String[]::new);
        String[] devices = furthest.keySet().stream()
                .map(cursor -> cursor.device().value())
                .toArray(String[]::new);
        Long[] iseqs = furthest.values().toArray(Long[]::new);
        return tx.run(MOVE, Tuple.from(Arrays.asList(accounts, devices, iseqs))).map(rows -> {
            tx.touched(rows.rowCount());
            return null;
        });
    }
}
