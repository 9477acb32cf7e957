package io.rialto.contract.channel;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

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

    /** Tells all subscribers of a topic of frames that do not come, behind what was delivered before. From any thread. */
    void missed(Gap gap);

    /** The filters that anybody of this node is subscribed to, each once; a moment's picture. From any thread. */
    Set<String> filters();

    /** Whether anybody of this node is subscribed to this very filter. From any thread. */
    boolean isWanted(String filter);

    /**
     * Is told of filters that somebody is newly subscribed to, or nobody any more; to be set before the first
     * subscription. Called on the subscriber's loop, in no order between loops: ask {@link #isWanted}.
     */
    void listen(Consumer<String> changed);

    /** Whether some subscription of this node matches the topic. From any thread; may lag behind by a moment. */
    boolean hasSubscribers(String topic);
}
