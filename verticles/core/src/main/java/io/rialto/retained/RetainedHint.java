package io.rialto.retained;

import io.rialto.bus.Neighbours;
import io.rialto.bus.Neighbours.Urgency;
import java.util.List;

/** Whether any topic may have a retained value: spares subscriptions a look into the store. Safe on any thread. */
public final class RetainedHint {
    /** There may be retained values. */
    record Possible() {}

    /** What is said between nodes here. */
    public static final List<Class<?>> WORDS = List.of(Possible.class);

    private final Neighbours neighbours;
    private volatile boolean possible;

    /** What the store says at the start; other nodes tell when that changes. */
    public RetainedHint(boolean possible, Neighbours neighbours) {
        this.possible = possible;
        this.neighbours = neighbours;
        neighbours.hear(Possible.class, (from, word) -> this.possible = true);
        neighbours.onCame(node -> {
            if (this.possible) {
                neighbours.say(node, Urgency.CONTROL, new Possible());
            }
        });
    }

    /** Whether a look into the store is worth it. */
    public boolean isPossible() {
        return possible;
    }

    /** There is one now; said to all nodes. */
    public void raise() {
        if (!possible) {
            possible = true;
            neighbours.sayAll(Urgency.CONTROL, new Possible());
        }
    }
}
