package io.rialto.cluster.link;

import java.util.List;

/**
 * The list of nodes that links are to be opened to: a hint, since only the handshake tells who somebody is, only
 * heartbeats tell whether it lives. Safe on any thread.
 */
public interface Roster {
    /** The tag of this process in the others' lists. */
    String tag();

    /** All other nodes; of two processes with one name only the one that joined last. */
    List<Listed> others();

    /** Is told after every change, on any thread. */
    void onChange(Runnable changed);
}
