package io.rialto.session.sync;

import io.rialto.session.sync.WindowEffect.CursorMoved;
import io.rialto.session.sync.WindowEffect.Give;
import io.rialto.session.sync.WindowEffect.Read;
import io.rialto.session.sync.WindowState.Marks;
import io.rialto.session.sync.WindowState.Slot;
import java.util.ArrayList;
import java.util.List;

/** One step of the {@link WindowMachine}. */
final class WindowStep implements WindowEvent.Handler<Transition<WindowState, WindowEffect>> {
    private final WindowState state;
    private final List<WindowEffect> effects = new ArrayList<>();

    WindowStep(WindowState state) {
        this.state = state;
    }

    @Override
    public Transition<WindowState, WindowEffect> on(WindowEvent.Opened event) {
        return settled(state);
    }

    @Override
    public Transition<WindowState, WindowEffect> on(WindowEvent.Arrived event) {
        WindowState raised = state.raised(event.iseq());
        if (event.iseq() <= state.reached()) {
            return settled(event.skip() ? raised.ready(skipping(event.iseq())) : raised);
        }
        boolean next = event.iseq() == state.reached() + 1 && state.ready().isEmpty();
        if (!next || (!event.skip() && !state.open())) {
            return settled(raised);
        }
        return settled(raised.reached(event.iseq()).ready(List.of(new Slot(event.iseq(), event.skip()))));
    }

    @Override
    public Transition<WindowState, WindowEffect> on(WindowEvent.Raised event) {
        return settled(state.raised(event.head()));
    }

    @Override
    public Transition<WindowState, WindowEffect> on(WindowEvent.PageRead event) {
        if (!state.reading()) {
            return Transition.to(state);
        }
        List<Slot> fresh = event.slots().stream()
                .filter(slot -> slot.iseq() > state.reached())
                .toList();
        // Nothing there up to what was known when the read began: those rows have expired.
        long to = event.slots().isEmpty() ? Math.max(event.to(), state.marks().reading()) : event.to();
        return settled(state.reading(Marks.NO_READ)
                .raised(Math.max(event.head(), to))
                .reached(to)
                .ready(fresh));
    }

    @Override
    public Transition<WindowState, WindowEffect> on(WindowEvent.Acked event) {
        if (!state.pending().contains(event.iseq())) {
            return Transition.to(state);
        }
        return settled(state.pending(
                state.pending().stream().filter(iseq -> iseq != event.iseq()).toList()));
    }

    /** An own item may be read before the session is told of it: where it still waits, it is not given. */
    private List<Slot> skipping(long iseq) {
        return state.ready().stream()
                .map(slot -> slot.iseq() == iseq ? new Slot(iseq, true) : slot)
                .toList();
    }

    /** Gives what the window takes, moves the cursor, reads on: in this order. */
    private Transition<WindowState, WindowEffect> settled(WindowState next) {
        WindowState given = given(next).folded();
        if (given.cursor() > state.cursor()) {
            effects.add(new CursorMoved(given.cursor()));
        }
        if (given.needsRead()) {
            effects.add(new Read(given.reached(), given.window()));
            given = given.reading(given.head());
        }
        return new Transition<>(given, effects);
    }

    private WindowState given(WindowState next) {
        List<Long> pending = new ArrayList<>(next.pending());
        int taken = 0;
        for (Slot slot : next.ready()) {
            if (!slot.skip() && pending.size() >= next.window()) {
                break;
            }
            if (!slot.skip()) {
                pending.add(slot.iseq());
                effects.add(new Give(slot.iseq()));
            }
            taken++;
        }
        return next.pending(pending)
                .ready(next.ready().subList(taken, next.ready().size()));
    }
}
