package io.rialto.contract.session;

import io.rialto.contract.channel.Queued;
import io.rialto.contract.command.Done;
import io.vertx.core.Future;
import java.util.List;

/**
 * What of a session outlives its connection: subscriptions, a queue of messages with QoS 1 and 2, the packet ids that both
 * sides remember (MQTT 5 §4.1). Confined to the connection's context: every call is made on it, futures complete on it.
 */
public interface DurableSession {
    /** Whether it was there before this connection. */
    boolean present();

    /** What it was subscribed to when it was opened. */
    List<DurableSubscription> subscriptions();

    /** Packet ids of what it had published with QoS 2 and not released when it was opened. */
    List<Integer> inbound();

    /** Packet ids of what it had received with QoS 2 and not completed when it was opened. */
    List<Integer> outbound();

    /**
     * Adds a subscription, or changes the one of the same filter; done when it is durable and every node knows of it: what
     * is published with QoS 1 or 2 after that stands in the queue. {@code timeout} where a node does not answer; the
     * subscription stands all the same.
     *
     * @param retained whether the retained values of its filter come as well: those with QoS 1 or 2 by the queue, on this
     *     connection and those that follow, until all have come
     */
    Future<Done> subscribe(DurableSubscription subscription, boolean retained);

    /** Takes a subscription back; done as {@link #subscribe}. */
    Future<Done> unsubscribe(String filter);

    /** From now on the queue is delivered, so many messages at most that are not acknowledged or completed. Once. */
    void feed(int window);

    /** The client has a message: it is not delivered again, but perhaps after a crash within the next moment. */
    void acknowledge(Queued item);

    /**
     * The client has received a message with QoS 2; done when it is certain not to be delivered again. Its packet id is
     * remembered until it is completed.
     *
     * @param item null where it did not come from the queue
     */
    Future<Done> received(int packetId, Queued item);

    /**
     * The client has let go of a packet id.
     *
     * @param item what had it, null where that did not come from the queue, or came on an earlier connection
     */
    void completed(int packetId, Queued item);

    /**
     * A client message id for what the client says in a room under this packet id with QoS 2: the same until that is released,
     * so that the room tells a repetition, also after a crash.
     */
    Future<String> messageId(int packetId);

    /** The client has released the packet id of what it published with QoS 2; done when that is durable. */
    Future<Done> released(int packetId);

    /**
     * How the session is left, said before it is closed; else it lives on as it was opened, its will is due.
     *
     * @param expiryMillis how long it lives on, negative: as it was opened
     * @param will whether its will is due, after its delay
     */
    void leave(long expiryMillis, boolean will);
}
