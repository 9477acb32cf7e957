package io.rialto.session.sync;

/** What a session that the server drives is to do. */
public sealed interface WindowEffect {
    /** Calls the handler's method for this effect. */
    void accept(Handler handler);

    /** Push this item. */
    record Give(long iseq) implements WindowEffect {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** Read at most {@code limit} items behind {@code after}, again and again until it succeeds, then say PageRead. */
    record Read(long after, int limit) implements WindowEffect {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** The device's cursor stands at {@code iseq} now; it never moves backwards. */
    record CursorMoved(long iseq) implements WindowEffect {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** One method per effect. */
    interface Handler {
        /** Pushes the item. */
        void on(Give effect);

        /** Reads. */
        void on(Read effect);

        /** Keeps the cursor. */
        void on(CursorMoved effect);
    }
}
