package io.rialto.session;

import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Push;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection that is being answered: what is pushed in that turn of the loop goes out after the answer, in order.
 * Confined to the connection's context.
 */
final class AfterAnswer implements Outbound {
    private final Outbound outbound;
    private List<Push> held = new ArrayList<>(1);

    AfterAnswer(Outbound outbound) {
        this.outbound = outbound;
    }

    @Override
    public void push(Push push) {
        if (held == null) {
            outbound.push(push);
        } else {
            held.add(push);
        }
    }

    /** The answer is out. */
    void answered() {
        List<Push> now = held;
        held = null;
        now.forEach(outbound::push);
    }

    /** The connection is gone before it was answered. */
    void drop() {
        if (held != null) {
            held.clear();
        }
    }
}
