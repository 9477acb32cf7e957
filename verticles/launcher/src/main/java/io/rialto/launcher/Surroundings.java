package io.rialto.launcher;

import io.rialto.bus.Neighbours;
import io.rialto.cluster.ClusterPicture;
import io.rialto.cluster.Member;
import io.rialto.cluster.Placement;
import io.rialto.post.LiveSessions;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The nodes around this one. */
interface Surroundings {
    /** Where rooms and accounts are served. */
    Placement placement();

    /** The other nodes. */
    Neighbours neighbours();

    /** The members as this node sees them: the same object until they change. */
    List<Member> members();

    /**
     * Opens the links to other nodes, once this one can answer them; done when those that are there are linked, so that no
     * room of theirs is taken for new.
     *
     * @param live the sessions of this node
     * @param homesMoved is told when members come or go
     */
    Future<Void> open(LiveSessions live, Runnable homesMoved);

    /** Tells the others that this node is about to leave. */
    void drain();

    /** Ends the links, which the others notice at once. */
    Future<Void> close();

    /** Members and links; empty where there is no cluster. */
    Optional<ClusterPicture> picture();
}
