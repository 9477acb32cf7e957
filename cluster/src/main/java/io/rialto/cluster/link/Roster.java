package io.rialto.cluster.link;

import java.util.List;

/**
 * The list of nodes that links are to be opened to: a hint, since only the handshake tells who somebody is, only
 * heartbeats tell whether it lives. Safe on any thread.
 */
public interface Roster {
    /** The tag of this process in the others' lists. */
    String tag();

    /** All other processes, in the order in which they joined; those that call themselves like this node are not named. */
    List<Listed> others();

    /** The processes that joined before this one and call themselves like it. */
    List<Listed> elders();

    /** Is told after every change, on any thread. */
    void onChange(Runnable changed);
}
