package io.rialto.bench.client;

/** One who is there, of whom nothing is expected. */
class Bystander implements Events {
    private final Tally tally;

    Bystander(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void ready() {
        tally.ready++;
    }

    @Override
    public void delivered(long ageNanos, int publisher, long sequence) {
        // What comes before it stops reading counts for nobody.
    }

    @Override
    public void answered(int code) {
        // It asks nothing.
    }

    @Override
    public void answered(int code, long ageNanos) {
        // It asks nothing.
    }

    @Override
    public void strange() {
        // A gap that it is told of, for example.
    }

    @Override
    public void lost(String why) {
        // A server may well end the connection of one who does not read.
    }
}
