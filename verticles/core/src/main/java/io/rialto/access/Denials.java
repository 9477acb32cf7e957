package io.rialto.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.SessionInfo;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was denied: counted each time, logged at most once a minute for each account. Bounded: where more accounts than
 * it remembers are denied something within a minute, the others are counted only. Safe on any thread.
 */
public final class Denials {
    private static final Logger LOG = LoggerFactory.getLogger(Denials.class);
    private static final long QUIET_MILLIS = 60_000;
    private static final int REMEMBERED = 10_000;
    private static final int SHOWN = 200;
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private final MeterRegistry meters;
    private final LongSupplier clock;
    private final Map<AccountId, Long> logged = new ConcurrentHashMap<>();

    /** Nothing denied yet. */
    public Denials(MeterRegistry meters) {
        this(meters, System::currentTimeMillis);
    }

    Denials(MeterRegistry meters, LongSupplier clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** Something was denied to this session. */
    public void note(SessionInfo session, Denial denial) {
        Counter.builder("rialto.access.denied")
                .description("publishes and subscriptions that access rules denied")
                .tag("door", session.protocol())
                .tag("deed", denial.deed().word())
                .register(meters)
                .increment();
        if (isDue(session.account(), clock.getAsLong())) {
            LOG.warn(
                    "{} on {} ({}) has no right to {} to {}: {}; told again in a minute at the earliest",
                    session.account(),
                    session.device() == null
                            ? "no device"
                            : legible(session.device().value()),
                    session.protocol(),
                    denial.deed().word(),
                    legible(denial.topic()),
                    denial.reason());
        }
    }

    /** What clients choose must not look like other lines of the log, nor fill it. */
    private static String legible(String text) {
        String start = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return CONTROLS.matcher(start).replaceAll("?");
    }

    boolean isDue(AccountId account, long now) {
        Long last = logged.get(account);
        if (last != null && now - last < QUIET_MILLIS) {
            return false;
        }
        if (last == null && logged.size() >= REMEMBERED) {
            logged.values().removeIf(then -> now - then >= QUIET_MILLIS);
        }
        return last == null
                ? logged.size() < REMEMBERED && logged.putIfAbsent(account, now) == null
                : logged.replace(account, last, now);
    }
}
