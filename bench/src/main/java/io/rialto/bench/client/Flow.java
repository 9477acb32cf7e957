package io.rialto.bench.client;

/** Messages on their way from publishers to one audience; what a closed loop holds back by. */
final class Flow {
    private final int audience;
    private long expected;
    private long accounted;

    /** Each message must reach this many. */
    Flow(int audience) {
        this.audience = audience;
    }

    void sent() {
        expected += audience;
    }

    /** So many deliveries have been made, or are known never to come. */
    void accounted(long deliveries) {
        accounted = Math.min(expected, accounted + deliveries);
    }

    /** Whether fewer than this many messages are under way. */
    boolean below(int window) {
        return expected - accounted < (long) window * audience;
    }

    /** Gives up what is under way: it is lost and must not stop the loop for good. */
    void forgive() {
        accounted = expected;
    }

    long moved() {
        return accounted;
    }
}
