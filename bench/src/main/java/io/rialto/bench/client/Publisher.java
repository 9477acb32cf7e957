package io.rialto.bench.client;

/** One who sends. */
final class Publisher implements Events {
    private static final int ENOUGH_WAITING = 4 << 20;
    /** Answers lag behind deliveries; in a fan-out one publisher's answers may do so by more messages. */
    private static final int ANSWERS_MAY_LAG = 4;

    private final Tally tally;
    private final Flow flow;
    private final Shape shape;
    private final int number;
    private final Pledge pledge;
    private Link link;
    private long sequence;
    private long unanswered;

    /** What tells a closed loop that a message is done. */
    enum Pledge {
        /** Its deliveries. */
        DELIVERED,
        /** Its deliveries, and its answer soon after. */
        DELIVERED_AND_ANSWERED,
        /** Its answer: it is committed. */
        ANSWERED
    }

    /** Sends this message, as publisher {@code number} of the flow. */
    Publisher(Tally tally, Flow flow, Shape shape, int number, Pledge pledge) {
        this.tally = tally;
        this.flow = flow;
        this.shape = shape;
        this.number = number;
        this.pledge = pledge;
    }

    void uses(Link own) {
        link = own;
    }

    boolean maySend(int window) {
        return accepts()
                && switch (pledge) {
                    case DELIVERED -> flow.below(window);
                    case DELIVERED_AND_ANSWERED -> flow.below(window) && unanswered < (long) window * ANSWERS_MAY_LAG;
                    case ANSWERED -> unanswered < window;
                };
    }

    /** Whether the connection takes more at all. */
    boolean accepts() {
        return link.isOpen() && link.waiting() < ENOUGH_WAITING;
    }

    void send(long intended) {
        shape.appendTo(link.out(), intended, sequence++, number, link.wire().nextId());
        unanswered++;
        flow.sent();
        tally.published++;
    }

    /** Gives up what is under way. */
    void forgive() {
        flow.forgive();
        unanswered = 0;
    }

    @Override
    public void ready() {
        tally.ready++;
    }

    @Override
    public void answered(int code) {
        unanswered = Math.max(0, unanswered - 1);
        tally.answered(code);
    }

    @Override
    public void answered(int code, long ageNanos) {
        unanswered = Math.max(0, unanswered - 1);
        tally.answered(code, ageNanos);
    }

    @Override
    public void delivered(long ageNanos, int publisher, long sequenceThere) {
        tally.strange++;
    }

    @Override
    public void strange() {
        tally.strange++;
    }

    @Override
    public void lost(String why) {
        tally.lost++;
        tally.lastLoss = why;
    }
}
