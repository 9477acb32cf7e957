package io.rialto.cluster.link;

import io.vertx.core.Future;
import java.util.function.Consumer;

/**
 * How message and bulk batches travel between nodes; control batches take the link's own connection. What the event bus
 * does today, another transport can.
 */
public interface Ways {
    /** Where peers send this node's batches; different at each start. */
    String address();

    /** Receives batches from now on, in order per peer and class, on any thread. */
    Future<Void> open(Consumer<Batch> receiver);

    /** A way to a peer. What it cannot carry breaks the link. */
    Carrier to(String address, Runnable broken);

    /** Receives nothing any more. */
    Future<Void> close();

    /** What came and could not be read; any thread. */
    long malformed();
}
