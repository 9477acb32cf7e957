package io.rialto.session;

import io.rialto.bus.Seat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** When the tokens of sessions end; a session that has left is forgotten at once. Confined to its shard. */
final class Expiries {
    private record Expiry(long at, Seat session) {}

    private final TreeSet<Expiry> order = new TreeSet<>(Comparator.comparingLong(Expiry::at)
            .thenComparingLong(expiry -> expiry.session().info().id().value()));
    private final Map<Seat, Expiry> known = new HashMap<>();

    /** {@link Long#MAX_VALUE} is never. */
    void add(Seat session, long at) {
        remove(session);
        if (at != Long.MAX_VALUE) {
            Expiry expiry = new Expiry(at, session);
            known.put(session, expiry);
            order.add(expiry);
        }
    }

    void remove(Seat session) {
        Expiry expiry = known.remove(session);
        if (expiry != null) {
            order.remove(expiry);
        }
    }

    /** Takes out those whose time has come. */
    List<Seat> due(long now) {
        List<Seat> due = new ArrayList<>(0);
        while (!order.isEmpty() && order.first().at() <= now) {
            Expiry expiry = order.pollFirst();
            known.remove(expiry.session(), expiry);
            due.add(expiry.session());
        }
        return due;
    }

    int size() {
        return order.size();
    }
}
