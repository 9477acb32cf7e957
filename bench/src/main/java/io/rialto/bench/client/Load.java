package io.rialto.bench.client;

import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Scenario;
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

    private Load(Scenario scenario) {
        this.scenario = scenario;
        this.crowd = new Crowd(loop, tally);
    }

    /**
     * Guests on channels; returns when all are ready.
     *
     * @param door the protocol of all of them
     * @param nodes where subscribers connect, taking turns; publishers connect to the first
     * @param topics where the topics of the load begin
     * @param bystanders how many others subscribe and then read nothing
     */
    public static Load onChannels(
            Scenario scenario, Door door, List<? extends Doors> nodes, String topics, int bystanders) {
        return of(scenario, new ChannelCast(scenario, door, nodes, topics), bystanders);
    }

    /**
     * Accounts that send messages that are kept; returns when all are ready.
     *
     * @param residents the listeners first, then the publishers
     * @param trial a name no other load on this server has
     */
    public static Load onAccounts(Scenario scenario, Doors server, List<Resident> residents, String trial) {
        return of(scenario, new DurableCast(scenario, server, residents, trial), 0);
    }

    /**
     * A virtual room; returns when all are ready.
     *
     * @param doors where subscribers come in, taking turns
     * @param residents its owner, who publishes, then a subscriber each
     * @param trial a name no other load on this server has
     */
    public static Load onRoom(
            Scenario scenario, Doors server, List<Door> doors, List<Resident> residents, String trial) {
        return of(scenario, new RoomCast(scenario.traffic(), server, doors, residents, "bench-" + trial), 0);
    }

    private static Load of(Scenario scenario, Cast cast, int bystanders) {
        Load load = new Load(scenario);
        try {
            load.crowd.gather(scenario, cast, bystanders);
            return load;
        } catch (RuntimeException e) {
            load.close();
            throw e;
        }
    }

    /** Keeps the scenario's window of messages under way. */
    public void closedLoop(double seconds) {
        new ClosedLoop(loop, crowd, tally, scenario.traffic().window()).run(nanos(seconds));
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
