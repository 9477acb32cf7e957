package io.rialto.cluster;

import io.vertx.core.Future;
import java.util.Set;

/**
 * Which nodes have something: sessions of an account, subscribers of a topic. An entry is a lease of the node that made it:
 * it ends with that node's link, is made again by it when the link is back, is moved by it when its key has a new home. So
 * after a split or a crash everything is right again without anybody doing anything; until then the directory may miss
 * something or name a node too many, which costs a delivery by storage, never a message. Any thread may call; what one
 * thread says of a key is done in that order.
 */
public interface Directory {
    /** This node has it. Kept at the key's home; saying it again changes nothing. */
    void put(Space space, String key);

    /** This node has it no more. */
    void remove(Space space, String key);

    /**
     * Which nodes have it. The answer comes from the key's home, on the caller's context; it fails with {@code timeout}
     * where the home cannot be asked.
     */
    Future<Set<NodeId>> find(Space space, String key);

    /** This node has it, every node is to know: for what cannot be looked up by key, such as wildcards. */
    void announce(Space space, String key);

    /** This node has it no more, every node is to know. */
    void withdraw(Space space, String key);

    /** Is told what other nodes announce, from now on; what is known already first. On the directory's loop, in order. */
    void watch(Space space, Watcher watcher);

    /** Takes what other nodes announce. Must not block; what it throws is logged as a defect. */
    interface Watcher {
        /** Another node has announced a key, or withdrawn it, or is gone. */
        void changed(NodeId node, String key, boolean present);
    }
}
