package io.rialto.session.sync;

/**
 * How many items came in the last second: a sliding count over two neighbouring seconds, which errs by less than the
 * items of one burst and costs three numbers per session.
 *
 * @param since when the running second began
 * @param running items in the running second
 * @param before items in the second before it
 */
public record PushRate(long since, int running, int before) {
    /** At this rate items are no longer sent directly, only noticed. */
    public static final int LIMIT = 20;

    /** Nothing came yet. */
    public static final PushRate NONE = new PushRate(0, 0, 0);

    private static final long SECOND = 1_000;

    /** The rate with one more item, which came now. */
    PushRate counted(long now) {
        PushRate rolled = rolled(now);
        return new PushRate(rolled.since, rolled.running + 1, rolled.before);
    }

    /** Whether more than {@link #LIMIT} items came in the last second, the one at hand included. */
    boolean high(long now) {
        PushRate rolled = rolled(now);
        long share = SECOND - (now - rolled.since);
        return rolled.running * SECOND + rolled.before * share > LIMIT * SECOND;
    }

    private PushRate rolled(long now) {
        long age = now - since;
        if (age >= 0 && age < SECOND) {
            return this;
        }
        return age >= SECOND && age < 2 * SECOND ? new PushRate(since + SECOND, 0, running) : new PushRate(now, 0, 0);
    }
}
