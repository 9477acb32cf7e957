package io.rialto.session.sync;

/** What happens to a session that speaks the handshake. */
public sealed interface SyncEvent {
    /** Calls the handler's method for this event. */
    <R> R accept(Handler<R> handler);

    /**
     * The connection is authenticated, {@code hello} goes out (T1), also in place of an older connection (T21).
     *
     * @param cursor what the device has acknowledged
     * @param head the newest position of the account
     */
    record Connected(long cursor, long head) implements SyncEvent {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * A new item stands in the inbox.
     *
     * @param bytes the size of its payload
     * @param direct whether its room's class and the client's abilities allow it to be sent directly
     */
    record Arrived(long iseq, long its, int bytes, boolean direct) implements SyncEvent {
        /** Above this size an item travels in pages only. */
        public static final int MAX_BYTES = 64 * 1024;

        boolean fits() {
            return direct && bytes <= MAX_BYTES;
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * Items that came while each of them would only have raised the head ({@link SyncState.Phase#onlyHears()}), all at once.
     *
     * @param head the newest position
     * @param its its time
     * @param fits the newest position where that may be sent directly, else 0
     * @param rate how many items come, with these
     */
    record Heard(long head, long its, long fits, PushRate rate) implements SyncEvent {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** This very session sent an item; the answer to its send tells the client the position, so it is not pushed (D1). */
    record Sent(long iseq, long its) implements SyncEvent {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** The client asks for what stands behind {@code after}, and has everything up to there. */
    record Pull(long after) implements SyncEvent {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * A page went out.
     *
     * @param to the last position it looked at
     * @param head the newest position when it was read
     */
    record PageSent(long to, long head) implements SyncEvent {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** The client has everything up to {@code iseq}. */
    record Ack(long iseq) implements SyncEvent {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Time went by; harmless before the deadline. */
    record Tick() implements SyncEvent {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** The connection is gone (T20). */
    record Disconnected() implements SyncEvent {
        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** One method per event. */
    interface Handler<R> {
        /** T1, T21. */
        R on(Connected event);

        /** T4, T5, T7, T13, T17, T19, T19c. */
        R on(Arrived event);

        /** T13, T17, T19, T19c. */
        R on(Heard event);

        /** Raises the head without a push. */
        R on(Sent event);

        /** T2, T12, T15, T19, T19b. */
        R on(Pull event);

        /** Starts T_page. */
        R on(PageSent event);

        /** T6, T10, T10b, T11, T15, T19, T19c. */
        R on(Ack event);

        /** T3, T8, T9, T14, T16, T18. */
        R on(Tick event);

        /** T20. */
        R on(Disconnected event);
    }
}
