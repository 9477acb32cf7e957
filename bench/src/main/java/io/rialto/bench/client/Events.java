package io.rialto.bench.client;

/** What happens on one connection, for whoever counts. */
interface Events {
    /** Everything the connection is for can begin. */
    void ready();

    /** A message has arrived in full. */
    void delivered(long ageNanos, int publisher, long sequence);

    /** The server has taken on a message, or said no to it (a code other than 0). */
    void answered(int code);

    /** As {@link #answered}, with the time since the message was sent. */
    void answered(int code, long ageNanos);

    /** A message that is not one of ours. */
    void strange();

    /** An account that is watched has come or gone. */
    default void noticed(String account, boolean online) {
        strange();
    }

    /** The connection is gone. */
    void lost(String why);
}
