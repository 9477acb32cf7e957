package io.rialto.bench.client;

/** One who only takes what others send, as far as that is the same for all of them. */
abstract class Listener implements Events {
    private final Tally tally;

    Listener(Tally tally) {
        this.tally = tally;
    }

    /** Where it counts. */
    final Tally tally() {
        return tally;
    }

    @Override
    public void ready() {
        tally.ready++;
    }

    @Override
    public void answered(int code) {
        // Listeners send nothing that is counted.
    }

    @Override
    public void answered(int code, long ageNanos) {
        // Listeners send nothing that is counted.
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
