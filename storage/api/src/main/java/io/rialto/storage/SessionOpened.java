package io.rialto.storage;

import io.rialto.contract.session.DurableSubscription;
import io.rialto.contract.session.DurableWill;
import java.util.List;
import java.util.Map;

/**
 * How a durable session stands that a connection has opened.
 *
 * @param key its number, never given again; 0 where there is none, since nothing is to outlive the connection
 * @param version of the table of subscriptions that knows of it; 0 where the table has not changed
 * @param present whether it was there before
 * @param head the newest position of its queue
 * @param sent up to which position it may have been delivered before
 * @param subscriptions what it is subscribed to
 * @param retained filters whose retained values do not all stand in the queue, each with the topic up to which they do
 * @param inbound packet ids of what it published with QoS 2 and has not released
 * @param outbound packet ids of what it has received with QoS 2 and not completed
 * @param ended the number of an earlier session of the device that ended now, 0 where none did
 * @param endedWill the will of that one, where it is still due; else null
 */
public record SessionOpened(
        long key,
        long version,
        boolean present,
        long head,
        long sent,
        List<DurableSubscription> subscriptions,
        Map<String, String> retained,
        List<Integer> inbound,
        List<Integer> outbound,
        long ended,
        DurableWill endedWill) {
    /** Copies the collections. */
    public SessionOpened {
        subscriptions = List.copyOf(subscriptions);
        retained = Map.copyOf(retained);
        inbound = List.copyOf(inbound);
        outbound = List.copyOf(outbound);
    }
}
