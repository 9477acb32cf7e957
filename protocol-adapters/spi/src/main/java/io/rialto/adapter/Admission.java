package io.rialto.adapter;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of one door, together and per remote address, before anything is read. Safe on any thread. */
public final class Admission {
    private final int limit;
    private final int limitPerAddress;
    private final DoorMetrics metrics;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    /** Nobody in yet; {@code limitPerAddress} 0 means none. */
    public Admission(int limit, int limitPerAddress, DoorMetrics metrics) {
        this.limit = limit;
        this.limitPerAddress = limitPerAddress;
        this.metrics = metrics;
    }

    /** Lets a connection in, or refuses it; who was let in must {@link #leave} once. */
    public boolean enter(SocketAddress remote) {
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            metrics.dropped(DropReason.CONNECTION_LIMIT, 1);
            return false;
        }
        if (limitPerAddress > 0 && byAddress.merge(host(remote), 1, Integer::sum) > limitPerAddress) {
            forget(remote);
            open.decrementAndGet();
            metrics.dropped(DropReason.CONNECTION_LIMIT, 1);
            return false;
        }
        metrics.opened();
        return true;
    }

    /** A connection that was let in has gone. */
    public void leave(SocketAddress remote) {
        open.decrementAndGet();
        if (limitPerAddress > 0) {
            forget(remote);
        }
        metrics.closed();
    }

    private static String host(SocketAddress remote) {
        return remote instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : remote.toString();
    }

    private void forget(SocketAddress remote) {
        byAddress.computeIfPresent(host(remote), (address, count) -> count == 1 ? null : count - 1);
    }
}
