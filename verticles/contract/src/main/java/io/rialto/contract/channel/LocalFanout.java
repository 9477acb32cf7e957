package io.rialto.contract.channel;

import java.util.List;

/**
 * All subscriptions of this node, kept per event loop, so that a run crosses to each loop once whatever the number of
 * its subscribers there (decisions 28).
 */
public interface LocalFanout {
    /** Adds a subscription; a second one with the same filter and subscriber changes nothing. On the subscriber's loop. */
    void subscribe(String filter, Subscriber subscriber);

    /** Takes a subscription back; unknown ones are ignored. On the subscriber's loop. */
    void unsubscribe(String filter, Subscriber subscriber);

    /** Hands runs to all subscribers that match, in order; takes over the caller's ownership. From any thread. */
    void deliver(List<Run> runs);

    /** Whether some subscription of this node matches the topic. From any thread; may lag behind by a moment. */
    boolean hasSubscribers(String topic);
}
