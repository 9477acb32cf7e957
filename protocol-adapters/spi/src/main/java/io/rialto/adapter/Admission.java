package io.rialto.adapter;

import io.netty.channel.Channel;
import io.rialto.config.ListenersConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the connections of one door, together and per remote address, and how fast they come, before anything is read.
 * Safe on any thread, each connection on its event loop.
 */
public final class Admission {
    private static final String ALL = "";

    /** Whether a connection is let in. */
    public enum Verdict {
        /** It is: it must {@link #leave} once. */
        ADMITTED,
        /** The door has as many as it may have. */
        FULL,
        /** The address has as many as it may have. */
        ADDRESS_FULL,
        /** The door, or the address, gets more a second than it may. */
        TOO_FAST
    }

    private final ListenersConfig limits;
    private final DoorMetrics metrics;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final ConnectRate rate;
    private final ConnectRate ratePerAddress;

    /** Nobody in yet. */
    public Admission(ListenersConfig limits, DoorMetrics metrics) {
        this.limits = limits;
        this.metrics = metrics;
        this.rate = new ConnectRate(limits.connectRate());
        this.ratePerAddress = new ConnectRate(limits.connectRatePerAddress());
    }

    /** Lets a connection in, or says why not. */
    public Verdict enter(Channel channel) {
        String party = limitsAddresses() ? Remote.party(channel) : ALL;
        Verdict verdict = judge(party, System.nanoTime());
        switch (verdict) {
            case ADMITTED -> metrics.opened();
            case FULL -> metrics.dropped(DropReason.CONNECTION_LIMIT, 1);
            case ADDRESS_FULL -> metrics.dropped(DropReason.ADDRESS_LIMIT, 1);
            case TOO_FAST -> metrics.dropped(DropReason.CONNECT_RATE, 1);
        }
        return verdict;
    }

    /** A connection that was let in has gone. */
    public void leave(Channel channel) {
        open.decrementAndGet();
        if (limits.maxConnectionsPerAddress() > 0) {
            forget(Remote.party(channel));
        }
        metrics.closed();
    }

    private Verdict judge(String party, long now) {
        if (!ratePerAddress.take(party, now) || !rate.take(ALL, now)) {
            return Verdict.TOO_FAST;
        }
        if (open.incrementAndGet() > limits.maxConnections()) {
            open.decrementAndGet();
            return Verdict.FULL;
        }
        int limit = limits.maxConnectionsPerAddress();
        if (limit > 0 && byAddress.merge(party, 1, Integer::sum) > limit) {
            forget(party);
            open.decrementAndGet();
            return Verdict.ADDRESS_FULL;
        }
        return Verdict.ADMITTED;
    }

    private boolean limitsAddresses() {
        return limits.maxConnectionsPerAddress() > 0 || limits.connectRatePerAddress() > 0;
    }

    private void forget(String party) {
        byAddress.computeIfPresent(party, (address, count) -> count == 1 ? null : count - 1);
    }
}
