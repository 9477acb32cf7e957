package io.rialto.session.sync;

import java.util.List;

/** What happens to a session that the server drives. */
public sealed interface WindowEvent {
    /** Calls the handler's method for this event. */
    <R> R accept(Handler<R> handler);

    /** The session began: whatever stands behind its cursor is to be read. */
    record Opened() implements WindowEvent {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * A new item stands in the inbox.
     *
     * @param skip whether the device itself sent it
     */
    record Arrived(long iseq, boolean skip) implements WindowEvent {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** The inbox reaches so far: what stands between is to be read. */
    record Raised(long head) implements WindowEvent {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * The read that was asked for is done.
     *
     * @param slots what stands there, rising
     * @param to the last position that was looked at
     * @param head the newest position when it was read
     */
    record PageRead(List<WindowState.Slot> slots, long to, long head) implements WindowEvent {
        /** Copies the slots. */
        public PageRead {
            slots = List.copyOf(slots);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** The device has this one item; in any order. */
    record Acked(long iseq) implements WindowEvent {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** One method per event. */
    interface Handler<R> {
        /** Starts reading. */
        R on(Opened event);

        /** Gives the item where it is the next one, else reads up to it. */
        R on(Arrived event);

        /** Reads up to the new head. */
        R on(Raised event);

        /** Gives what the window takes. */
        R on(PageRead event);

        /** Folds into the cursor, gives what waits. */
        R on(Acked event);
    }
}
