package io.rialto.channel;

/** Whether any topic may have a retained value: spares subscriptions a look into the store. Safe on any thread. */
public final class RetainedHint {
    private volatile boolean possible;

    /** What the store says at the start. */
    public RetainedHint(boolean possible) {
        this.possible = possible;
    }

    /** Whether a look into the store is worth it. */
    public boolean isPossible() {
        return possible;
    }

    void raise() {
        if (!possible) {
            possible = true;
        }
    }
}
