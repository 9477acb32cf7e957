package io.rialto.share;

import io.rialto.cluster.Home;

/** How a standby is spoken to. */
interface StandbyLink {
    /** Tells it what it has to know; false where the link to its node does not take it now. */
    boolean copy(Home standby, Copies word);

    /** Tells it that it is one no more; where its node is gone nobody needs to know. */
    void over(Home standby, CopiesOver word);
}
