package io.rialto.storage.sqlite;

import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way from a thread of the store to the context that asked. */
final class Hop {
    private static final Logger LOG = LoggerFactory.getLogger(Hop.class);

    private Hop() {}

    /** Runs on the context; where Vert.x is closed already nobody listens any more, and nothing runs. */
    static void to(ContextInternal context, Runnable answer) {
        try {
            context.runOnContext(hop -> answer.run());
        } catch (RejectedExecutionException closed) {
            LOG.debug("an answer came after Vert.x was closed");
        }
    }
}
