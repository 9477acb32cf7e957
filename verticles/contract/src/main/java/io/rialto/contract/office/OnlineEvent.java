package io.rialto.contract.office;

import io.rialto.contract.id.AccountId;

/** What operators are told as it happens, of the whole cluster. */
public sealed interface OnlineEvent {
    /** Calls the handler's method for this event. */
    void accept(Handler handler);

    /**
     * An account got its first session, or lost its last. While nodes come and go the same may be told twice.
     *
     * @param at milliseconds since 1970
     */
    record Changed(AccountId account, boolean online, long at) implements OnlineEvent {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /**
     * A node came, or is gone. What was online at one that is gone may be so no more without being told: whoever keeps a list
     * reads it anew.
     */
    record NodeChanged(String node, boolean up) implements OnlineEvent {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** So many changes could not be told, since something on the way took too little: whoever keeps a list reads it anew. */
    record Missed(long events) implements OnlineEvent {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** One method per event. */
    interface Handler {
        /** Takes a change. */
        void on(Changed event);

        /** Takes a change of nodes. */
        void on(NodeChanged event);

        /** Takes that there were more. */
        void on(Missed event);
    }
}
