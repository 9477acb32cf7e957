package io.rialto.session;

import io.rialto.post.Delivery;
import io.rialto.session.sync.InboxFeed;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came while an inbox was being opened: all that the session sent itself, since it must not come back as news, and
 * the newest of the rest, which raises the head. Confined to the connection's context.
 */
final class EarlyDeliveries {
    private static final int MAX = 1024;

    private final TreeMap<Long, Delivery> byPosition = new TreeMap<>();
    private long newestOther;

    void add(Delivery delivery) {
        long iseq = delivery.item().iseq();
        if (!delivery.itsOwn()) {
            if (iseq <= newestOther) {
                return;
            }
            byPosition.remove(newestOther);
            newestOther = iseq;
        } else if (byPosition.size() >= MAX) {
            return;
        }
        byPosition.put(iseq, delivery);
    }

    /** Hands everything over in order of position. */
    void handTo(InboxFeed feed) {
        for (Map.Entry<Long, Delivery> early : byPosition.entrySet()) {
            if (early.getValue().itsOwn()) {
                feed.sent(early.getValue().item());
            } else {
                feed.arrived(early.getValue().item());
            }
        }
        byPosition.clear();
    }
}
