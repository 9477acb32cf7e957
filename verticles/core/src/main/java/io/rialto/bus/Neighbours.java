package io.rialto.bus;

import io.rialto.cluster.NodeId;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What nodes say to each other: words of a closed vocabulary, handed over without waiting, in order per node and urgency.
 * Listeners are set before the node serves anybody; they are called on the context of the link, must not block. Safe on
 * any thread.
 */
public interface Neighbours {
    /** How urgent a word is: the more urgent ones never wait behind the others. */
    enum Urgency {
        /** What keeps the nodes together: answers, subscriptions, who is where. */
        CONTROL,
        /** Messages, publications. */
        MESSAGE,
        /** Frames of stream rooms. */
        BULK
    }

    /** This node. */
    NodeId self();

    /** Whether there is no other node now. */
    boolean isAlone();

    /** The other nodes that can be spoken to now. */
    List<NodeId> others();

    /**
     * Says a word to another node; false where that cannot be reached now, or has too much waiting: nothing was sent. Urgent
     * words wait for a node that takes nothing now.
     */
    boolean say(NodeId to, Urgency urgency, Object word);

    /** Says a word to all other nodes. */
    void sayAll(Urgency urgency, Object word);

    /** Listens to a kind of word; one listener each. */
    <W> void hear(Class<W> word, BiConsumer<NodeId, W> listener);

    /** Is told of nodes that came, after they can be spoken to. */
    void onCame(Consumer<NodeId> listener);

    /** Is told of nodes that are gone: nothing that was said to them since they stopped listening has arrived. */
    void onGone(Consumer<NodeId> listener);

    /** Is told of nodes that take words of an urgency again after some had been refused; of the urgent ones none ever is. */
    void onDrained(BiConsumer<NodeId, Urgency> listener);
}
