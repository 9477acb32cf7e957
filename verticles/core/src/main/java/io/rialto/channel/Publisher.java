package io.rialto.channel;

import io.rialto.contract.session.SessionInfo;
import io.vertx.core.Context;

/** A session as the uplink of its event loop knows it: it publishes, and is asked to stop reading. */
public interface Publisher {
    /** Who, on what, since when. */
    SessionInfo info();

    /** The number of what outlives the connection, 0 where nothing does. From any thread. */
    long durableKey();

    /** The connection's context. From any thread. */
    Context context();

    /** Nothing more can be taken from this connection for now; called on its context. */
    void hold();

    /** The uplink has room again; said to the connection unless it is held once more by then. From any thread. */
    void relieve();
}
