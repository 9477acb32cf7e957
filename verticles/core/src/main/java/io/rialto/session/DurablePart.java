package io.rialto.session;

import io.rialto.access.SessionRights;
import io.rialto.contract.channel.Queued;
import io.rialto.contract.session.DurableSession;
import io.rialto.durable.DurableDesk;
import io.rialto.durable.RetainedQueueing;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * What of one session outlives its connection. Confined to the connection's context, except where a method says
 * otherwise.
 */
final class DurablePart {
    /** Nothing does: one for all such sessions. */
    static final DurablePart NONE = new DurablePart(null, null);

    private final SessionRights rights;
    /** Null where nothing outlives the connection. */
    private final DurableDesk desk;

    private boolean closed;

    /** This does, as far as these rights let it. */
    DurablePart(DurableDesk outlives, SessionRights rights) {
        this.desk = outlives;
        this.rights = rights;
    }

    /** It begins; retained values are put into its queue with these. */
    void opened(RetainedQueueing retained) {
        desk.reads(retained);
        desk.permit(rights::keep);
        desk.permitWill(rights::publish);
    }

    /** What its door deals with. */
    Optional<DurableSession> session() {
        return Optional.ofNullable(desk);
    }

    /** The number of it, 0 where there is none. From any thread. */
    long key() {
        return desk == null ? 0 : desk.key();
    }

    /** A message has come into the queue, which only is where there is one. */
    void arrived(Queued item) {
        desk.arrived(item);
    }

    /** What may not be read any more is taken back. */
    void rightsChanged() {
        if (desk != null) {
            desk.permit(rights::keep);
        }
    }

    /** Says again that this connection has it; does this where another one has it, or it is over. */
    void holdAgain(Runnable lost) {
        if (desk != null) {
            desk.holdAgain().onSuccess(held -> {
                if (!held && !closed) {
                    lost.run();
                }
            });
        }
    }

    /** Something may stand in the queue that nobody told of. */
    void lookAgain() {
        if (desk != null) {
            desk.lookAgain();
        }
    }

    /** The connection is over: whoever has the session now is no matter of it. */
    void end() {
        if (desk != null) {
            closed = true;
        }
    }

    /** Done when it stands in the store as the connection leaves it. */
    Future<Void> close() {
        return desk == null ? Future.succeededFuture() : desk.close();
    }
}
