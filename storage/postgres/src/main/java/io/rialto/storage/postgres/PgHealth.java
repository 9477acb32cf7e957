package io.rialto.storage.postgres;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.StorageHealth;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database can be used: it cannot while any link is down. Told by the links, asked by anyone. */
final class PgHealth implements StorageHealth {
    private static final Logger LOG = LoggerFactory.getLogger(PgHealth.class);

    private final Target target;
    private final AtomicLong commits = new AtomicLong();
    private final LongAdder fallbacks = new LongAdder();
    private final Map<Object, GatewayException> down = new ConcurrentHashMap<>();

    PgHealth(Target target) {
        this.target = target;
    }

    @Override
    public Optional<String> problem() {
        return down.values().stream().findFirst().map(Throwable::getMessage);
    }

    @Override
    public long commits() {
        return commits.get();
    }

    @Override
    public long fallbacks() {
        return fallbacks.sum();
    }

    /** How far the database reaches could not be asked for a read, which goes to the tables; for this reason. */
    void fellBack(Throwable cause) {
        fallbacks.increment();
        LOG.debug("a page in memory could not be shown, its tables are read: {}", cause.getMessage());
    }

    /** What callers are told while a link is down. */
    GatewayException refusal(Object link) {
        GatewayException told = down.get(link);
        return told == null ? away("its connection is being opened") : told;
    }

    /** A transaction that changed something was committed. */
    void committed() {
        commits.incrementAndGet();
    }

    /** A link cannot be used; answers what its callers are told. Only the first of a row of failures is logged. */
    GatewayException down(Object link, Throwable cause) {
        GatewayException told = away(Words.of(cause));
        synchronized (down) {
            boolean first = down.isEmpty();
            down.put(link, told);
            if (first) {
                LOG.error("{}", told.getMessage());
            }
        }
        return told;
    }

    /** A link can be used. */
    void up(Object link) {
        synchronized (down) {
            boolean healed = down.remove(link) != null && down.isEmpty();
            if (healed) {
                LOG.info("{} answers again", target);
            }
        }
    }

    private GatewayException away(String why) {
        return new GatewayException(
                ErrorCode.STORE_UNAVAILABLE, target + " is away: " + why + "; nothing is accepted until it is back");
    }
}
