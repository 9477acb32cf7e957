package io.rialto.cluster;

import java.util.List;
import java.util.function.Consumer;

/**
 * Who is in the cluster, as this node sees it: itself, with every node that it has an open link to. Two nodes may see
 * different sets while one joins, dies or is cut off; both converge when that is over. Any thread may ask.
 */
public interface Members {
    /** This node. */
    Member self();

    /** All live nodes including this one, sorted by name; an immutable snapshot, the same
     * object until something changes. */
    List<Member> live();

    /** Tells everybody that this node is about to leave; placement then avoids it. Cannot be taken back. */
    void drain();

    /**
     * Is told of every later set, never concurrently, never an older one after a newer; on the link's context, where it
     * must not block. A listener that throws is logged and told the next set all the same.
     */
    void listen(Consumer<List<Member>> listener);
}
