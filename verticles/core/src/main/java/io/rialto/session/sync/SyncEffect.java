package io.rialto.session.sync;

/** What a session that speaks the handshake is to do. */
public sealed interface SyncEffect {
    /** Calls the handler's method for this effect. */
    void accept(Handler handler);

    /**
     * Push the item itself ({@code s_msg}).
     *
     * @param again whether it went out before on this connection
     */
    record SendItem(long iseq, boolean again) implements SyncEffect {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Push a notice ({@code s_ntf}).
     *
     * @param its the time of the head, 0 where it is not known
     * @param count how many stand between cursor and head, at most 999
     */
    record SendNotice(long head, long its, int count) implements SyncEffect {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** Read and send the page behind {@code after}, then say {@link SyncEvent.PageSent}. */
    record SendPage(long after) implements SyncEffect {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** The device's cursor stands at {@code iseq} now; it never moves backwards. */
    record CursorMoved(long iseq) implements SyncEffect {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** One method per effect. */
    interface Handler {
        /** Pushes the item. */
        void on(SendItem effect);

        /** Pushes the notice. */
        void on(SendNotice effect);

        /** Sends the page. */
        void on(SendPage effect);

        /** Keeps the cursor. */
        void on(CursorMoved effect);
    }
}
