package io.rialto.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** How calls of a web server that is not ours end, how long they take. Safe on any thread. */
public final class CallFigures {
    private final Timer answered;
    private final Timer failed;

    /** Registers the meters of calls to {@code to}: hook, jwks. */
    public CallFigures(MeterRegistry meters, String to) {
        answered = timer(meters, to, "answered");
        failed = timer(meters, to, "failed");
    }

    private static Timer timer(MeterRegistry meters, String to, String outcome) {
        return Timer.builder("rialto.web.calls")
                .description("calls of web servers that know who signs in, until their answer has been read")
                .tag("to", to)
                .tag("outcome", outcome)
                .register(meters);
    }

    /** A call has ended that began then ({@link System#nanoTime}). */
    void ended(boolean well, long begun) {
        (well ? answered : failed).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }
}
