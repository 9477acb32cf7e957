package io.rialto.storage.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The keys of the ids that a batch names, of one kind: looked up or given within its transaction. Used once. */
final class Named {
    private final Keys known;
    private final Map<String, Long> keys = new HashMap<>();
    private final Map<String, Long> fresh = new HashMap<>();
    private final TreeSet<String> missing = new TreeSet<>();

    Named(Keys known, Collection<String> ids) {
        this.known = known;
        for (String id : ids) {
            Long key = known.of(id);
            if (key == null) {
                missing.add(id);
            } else {
                keys.put(id, key);
            }
        }
    }

    /** Finds or gives the keys that are missing; two statements, sent at once. */
    Future<Void> resolve(Session session, String intern, String lookUp) {
        if (missing.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple ids = Tuple.from(List.<Object>of((Object) missing.toArray(String[]::new)));
        Future<?> interned = session.run(intern, ids);
        Future<RowSet<Row>> found = session.run(lookUp, ids);
        return Future.join(interned, found)
                .onSuccess(done -> found.result().forEach(this::take))
                .mapEmpty();
    }

    long key(String id) {
        return keys.get(id);
    }

    /** All keys, rising. */
    Long[] sorted() {
        return keys.values().stream().sorted().toArray(Long[]::new);
    }

    int size() {
        return keys.size();
    }

    /** The transaction stands. */
    void committed() {
        known.learn(fresh);
    }

    private void take(Row row) {
        keys.put(row.getString(0), row.getLong(1));
        fresh.put(row.getString(0), row.getLong(1));
    }
}
