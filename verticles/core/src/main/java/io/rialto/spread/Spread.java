package io.rialto.spread;

import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.vertx.core.Future;
import java.util.List;

/** The subscriptions of all nodes. */
public interface Spread {
    /**
     * Adds a subscription; done when whoever serves the topics of the filter knows of it, so that nothing published after
     * that is missed. {@code timeout} where that cannot be found out; the subscription stands all the same. On the
     * subscriber's loop.
     */
    Future<Void> subscribe(String filter, Subscriber subscriber);

    /** Takes a subscription back; unknown ones are ignored. On the subscriber's loop. */
    void unsubscribe(String filter, Subscriber subscriber);

    /** Hands runs to all subscribers that match, one copy to each node; takes over the caller's ownership. Any thread. */
    void deliver(List<Run> runs);

    /** Whether some subscription matches the topic; may lag behind by a moment. Any thread. */
    boolean hasSubscribers(String topic);
}
