package io.rialto.bench.trial;

import io.rialto.bench.scenario.Scenario;

/**
 * How long is measured.
 *
 * @param rounds rounds a contestant
 * @param seconds length of a phase
 * @param warmUp seconds of load before
 */
public record Effort(int rounds, double seconds, double warmUp) {
    private static final double START = 2;
    private static final double CONNECT = 2.5;
    /** By Maven, of what has changed. */
    private static final double BUILD = 60;
    /** Retained values a second. */
    private static final double FILLED = 20_000;

    private static final double ANSWERED = 200_000;

    /** Checks the ranges. */
    public Effort {
        if (rounds < 1 || seconds <= 0 || warmUp < 0) {
            throw new IllegalArgumentException("at least one round of more than no seconds");
        }
    }

    /** About how long a scenario takes with so many contestants, in seconds. */
    public double estimate(Scenario scenario, int contestants) {
        double round =
                switch (scenario.kind()) {
                    case FANOUT, PAIRS, SHARE, DIRECT ->
                        CONNECT
                                + seconds
                                        * (scenario.traffic().rate() > 0
                                                ? 1
                                                : 1 + scenario.traffic().loads().size());
                    case GROUP -> 2 * CONNECT + 3 * seconds + 2;
                    case ROOM -> 5 * (CONNECT + seconds);
                    case SLOW -> 2 * CONNECT + 2 * seconds + 3;
                    case CLUSTER -> scenario.number("nodes") * (CONNECT + 2 * seconds);
                    case STORM -> START + 8;
                    case IDLE -> START + 10;
                    case PRESENCE -> 6;
                    case TRANSFER -> 2 * seconds + 1;
                    case SUBSCRIPTIONS -> 2 * (CONNECT + seconds) + 8;
                    case STARTUP -> 2 * START;
                    case MATRIX -> scenario.cells().size() * (CONNECT + seconds);
                    case RETAINED -> 2 * (CONNECT + scenario.number("topics") / ANSWERED);
                    case KILLS, FLEET -> 0;
                };
        double before =
                switch (scenario.kind()) {
                    case STORM, IDLE, STARTUP -> START;
                    case CLUSTER -> 15 + warmUp;
                    case PRESENCE -> 15 + warmUp;
                    case RETAINED -> START + scenario.number("topics") / FILLED;
                    case KILLS -> BUILD + 3.0 * scenario.number("kills");
                    case FLEET -> BUILD + 30 + scenario.number("length");
                    default -> START + CONNECT + warmUp;
                };
        return contestants * (before + rounds * round);
    }
}
