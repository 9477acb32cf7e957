package io.rialto.bench.client;

import io.rialto.bench.scenario.Scenario;
import java.net.InetSocketAddress;
import java.util.List;

/** A load client: connects everybody of a scenario, then sends and counts. Confined to the thread that uses it. */
public final class Load implements AutoCloseable {
    private static final double SECOND = 1e9;
    private static final long WAIT = 20_000_000;
    private static final long ANSWER = 10_000_000_000L;
    private static final long QUIET = 1_500_000_000;

    private final Scenario scenario;
    private final LoadLoop loop = new LoadLoop();
    private final Tally tally = new Tally();
    private final Crowd crowd;

    private Load(Scenario scenario, InetSocketAddress server) {
        this.scenario = scenario;
        this.crowd = new Crowd(loop, tally, server);
    }

    /**
     * Connects everybody; returns when all are ready.
     *
     * @param residents accounts for durable messages; the listeners first, then the publishers
     * @param trial a name no other load on this server has
     */
    public static Load on(InetSocketAddress server, Scenario scenario, List<Resident> residents, String trial) {
        Load load = new Load(scenario, server);
        try {
            load.crowd.gather(scenario, cast(server, scenario, residents, trial));
            return load;
        } catch (LoadFailure e) {
            load.close();
            throw e;
        }
    }

    private static Cast cast(InetSocketAddress server, Scenario scenario, List<Resident> residents, String trial) {
        if (scenario.kind().durable()) {
            return new DurableCast(scenario, server, residents, trial);
        }
        return scenario.door() == Scenario.Door.MQTT ? new MqttCast(scenario) : new ChannelCast(scenario, server);
    }

    /** Keeps the scenario's window of messages under way. */
    public void closedLoop(double seconds) {
        new ClosedLoop(loop, crowd, tally, scenario.window()).run(nanos(seconds));
    }

    /** Offers so many messages per second, all publishers together. */
    public void openLoop(double seconds, double rate) {
        new OpenLoop(loop, crowd, tally, rate).run(nanos(seconds));
    }

    /** Sends messages one by one, each when the one before was answered. */
    public void oneByOne(int messages) {
        for (int i = 0; i < messages; i++) {
            crowd.publishers().get(0).send(loop.tick());
            long end = loop.now() + ANSWER;
            while (tally.answered <= i) {
                if (tally.refused > 0 || loop.tick() > end) {
                    throw new LoadFailure("message " + i + " was not answered " + trouble());
                }
                loop.turn(WAIT);
            }
        }
    }

    /** Waits until everything has arrived, or nothing has for a while, but no longer than this. */
    public void drain(double seconds) {
        long end = loop.tick() + nanos(seconds);
        long seen = tally.delivered;
        long seenAt = loop.now();
        while (missing() > 0 && loop.tick() < end && loop.now() - seenAt < QUIET) {
            loop.turn(WAIT);
            if (tally.delivered != seen) {
                seen = tally.delivered;
                seenAt = loop.now();
            }
        }
    }

    /** Deliveries that are still to come. */
    public long missing() {
        return tally.published * scenario.audience() - tally.delivered;
    }

    /** From now on latencies count (those before are forgotten), or do not. */
    public void record(boolean wanted) {
        tally.record(wanted);
    }

    /** What was counted so far. */
    public Counts counts() {
        return tally.counts(loop.reads());
    }

    /** From sending, or the time it was meant to happen, to the arrival at a subscriber. */
    public Latency deliveryLatency() {
        return tally.deliveryLatency();
    }

    /** From sending, or the time it was meant to happen, to the answer, where the answer says which message it is for. */
    public Latency answerLatency() {
        return tally.answerLatency();
    }

    /** Why the last connection was lost, which code the last refusal had; empty when all is well. */
    public String trouble() {
        String lost = tally.lost == 0 ? "" : "lost " + tally.lost + " connections: " + tally.lastLoss + " ";
        return lost + (tally.refused == 0 ? "" : "refused " + tally.refused + ", last code " + tally.lastRefusal);
    }

    private static long nanos(double seconds) {
        return (long) (seconds * SECOND);
    }

    @Override
    public void close() {
        loop.close();
    }
}
