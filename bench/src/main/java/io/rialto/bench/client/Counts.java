package io.rialto.bench.client;

/**
 * What a load client has counted so far.
 *
 * @param published messages sent
 * @param delivered messages received, by all subscribers together
 * @param answered messages the server has taken on, where it says so
 * @param refused messages the server has said no to
 * @param gaps messages that were skipped in a sequence
 * @param duplicates messages that came again or out of order
 * @param strange messages that were not ours
 * @param stalls times nothing moved for a second in the closed loop
 * @param late messages of the open loop that could not be handed over in time
 * @param lost connections lost
 * @param reads reads from sockets
 */
public record Counts(
        long published,
        long delivered,
        long answered,
        long refused,
        long gaps,
        long duplicates,
        long strange,
        long stalls,
        long late,
        long lost,
        long reads) {
    /** What was counted since then. */
    public Counts since(Counts earlier) {
        return new Counts(
                published - earlier.published,
                delivered - earlier.delivered,
                answered - earlier.answered,
                refused - earlier.refused,
                gaps - earlier.gaps,
                duplicates - earlier.duplicates,
                strange - earlier.strange,
                stalls - earlier.stalls,
                late - earlier.late,
                lost - earlier.lost,
                reads - earlier.reads);
    }
}
