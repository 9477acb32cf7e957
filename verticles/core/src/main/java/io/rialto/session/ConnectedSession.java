package io.rialto.session;

import io.rialto.access.Rights;
import io.rialto.access.SessionRights;
import io.rialto.bus.Caller;
import io.rialto.bus.Seat;
import io.rialto.channel.Publisher;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.channel.Queued;
import io.rialto.contract.command.Command;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.DurableSession;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.stream.StreamPublication;
import io.rialto.contract.stream.Viewing;
import io.rialto.durable.DurableDesk;
import io.rialto.durable.RetainedQueueing;
import io.rialto.post.Delivery;
import io.rialto.post.HandOver;
import io.rialto.post.LocalSeat;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A signed-in account on a connection of this node. Confined to the connection's context, except where a method says
 * otherwise.
 */
public final class ConnectedSession implements Session, LocalSeat, Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectedSession.class);

    private final SessionParts parts;
    private final SessionInfo info;
    private final SessionRights rights;
    private final Context context;
    private final Outbound outbound;
    private final Registration registration;
    /** Null where no access rule speaks of groups. */
    private final Memberships memberships;

    private volatile DurablePart durable = DurablePart.NONE;
    /** Null until something is asked for: an idle session keeps nothing. */
    private CommandDesk desk;
    /** Null until something is published. */
    private Publishing publishing;

    private boolean vouchedFor;
    private boolean closed;

    ConnectedSession(SessionParts parts, SessionInfo info, Rights rights, Outbound outbound) {
        this.parts = parts;
        this.info = info;
        this.rights = new SessionRights(info, rights, parts.denials());
        this.context = ((ContextInternal) parts.vertx().getOrCreateContext()).unwrap();
        this.outbound = outbound;
        this.registration = new Registration(parts.vertx(), new Caller(parts.bus(), parts.placement(), this));
        this.memberships = parts.access().speakOfGroups() && !rights.guest()
                ? new Memberships(parts, info.account(), this::memberOf)
                : null;
    }

    /** One in which the operator acts in the name of an account; nobody lets it in. */
    static ConnectedSession ofOperator(SessionParts parts, SessionInfo info, Rights rights, Outbound outbound) {
        ConnectedSession session = new ConnectedSession(parts, info, rights, outbound);
        session.vouchedFor = true;
        return session;
    }

    /** Whether it may say something whatever two accounts are to each other. */
    boolean vouchedFor() {
        return vouchedFor;
    }

    /** How its account's home knows it. */
    Registration registration() {
        return registration;
    }

    /** This of it outlives its connection; said before it is let in. */
    void outlivedBy(DurableDesk outlives) {
        durable = new DurablePart(outlives, rights);
        durable.opened(new RetainedQueueing(parts.retained(), parts.queues()));
        if (closed) {
            durable.end(); // while it was being opened
            durable.close();
        }
    }

    @Override
    public Optional<DurableSession> durable() {
        return durable.session();
    }

    @Override
    public long durableKey() {
        return durable.key();
    }

    @Override
    public void queued(Queued item) {
        if (!closed) {
            guarded(() -> durable.arrived(item));
        }
    }

    @Override
    public SessionInfo info() {
        return info;
    }

    @Override
    public boolean guest() {
        return rights.guest();
    }

    @Override
    public Context context() {
        return context;
    }

    @Override
    public <R> Future<R> submit(Command<R> command) {
        if (closed) {
            return Future.failedFuture(over());
        }
        try {
            if (desk == null) {
                desk = new CommandDesk(parts, this, outbound);
            }
            return desk.answer(command);
        } catch (GatewayException refusal) {
            return Future.failedFuture(refusal);
        }
    }

    @Override
    public void publish(Publication publication) {
        publishing().publish(publication);
    }

    @Override
    public void publish(StreamPublication publication) {
        publishing().publish(publication);
    }

    private Publishing publishing() {
        if (publishing == null) {
            publishing = new Publishing(this, rights, parts.uplinks().of(context), closed);
        }
        return publishing;
    }

    /** Done when subscribers have been handed all that it has published to channels; may be null. */
    Future<Void> published() {
        return publishing == null ? null : publishing.published();
    }

    /** The session as it asks others. */
    public Caller caller() {
        return registration.caller();
    }

    /** What rules let it do. */
    public SessionRights rights() {
        return rights;
    }

    /** What it subscribed to while it was a member of other groups is held against the rules again. */
    private void memberOf(Set<String> groups) {
        rights.memberOf(groups);
        ifUsed(CommandDesk::rightsChanged);
        durable.rightsChanged();
    }

    private void groupsMayHaveChanged() {
        if (memberships != null) {
            memberships.changed();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (memberships != null) {
            memberships.close();
        }
        parts.live().remove(this);
        registration.close();
        if (publishing != null) {
            publishing.close();
        }
        durable.end();
        try {
            ifUsed(CommandDesk::close);
        } finally {
            settled().onComplete(known -> registration.leave());
        }
    }

    /**
     * Before it was let in there is nothing to say again. What came for the account while nobody knew of this session is
     * found in the inbox.
     */
    private void comeAgain() {
        if (registration.isIn()) {
            registration.renew(this::lookAgain);
            ifUsed(CommandDesk::homesMoved);
            durable.holdAgain(this::replaced);
        }
    }

    /** Another connection has the durable session now, or it is over. */
    private void replaced() {
        guarded(() -> outbound.push(new Push.Kicked(Push.Reason.REPLACED)));
    }

    /** Where the device goes on, perhaps at another node, it must stand where it has come to. */
    private Future<Void> settled() {
        Future<Void> stands = info.device() == null || parts.neighbours().isAlone()
                ? Future.succeededFuture()
                : parts.cursors().settle(info.account(), info.device());
        return stands.transform((done, failure) -> durable.close());
    }

    @Override
    public Future<Void> view(Viewing viewing) {
        Promise<Void> done = ((ContextInternal) parts.vertx().getOrCreateContext()).promise();
        context.runOnContext(now -> {
            if (closed) {
                done.fail(over());
            } else {
                view(viewing, done);
            }
        });
        return done.future();
    }

    private void view(Viewing viewing, Promise<Void> done) {
        try {
            outbound.view(viewing).onComplete(done);
        } catch (RuntimeException refusedOrDefect) {
            done.fail(refusedOrDefect);
        }
    }

    @Override
    public void moved(RoomId stream) {
        context.runOnContext(now -> guarded(() -> ifUsed(asked -> asked.moved(stream))));
    }

    @Override
    public void end() {
        context.runOnContext(now -> close());
    }

    @Override
    public void arrived(Delivery delivery) {
        if (closed || desk == null) {
            return;
        }
        try {
            desk.arrived(delivery);
        } catch (RuntimeException defect) {
            failed(defect);
        }
    }

    @Override
    public void shared(HandOver one) {
        try {
            if (!closed) {
                guarded(() -> ifUsed(asked -> asked.shared(one)));
            }
        } finally {
            one.run().release();
        }
    }

    @Override
    public void push(Push push) {
        context.runOnContext(now -> {
            if (!closed) {
                noteMembership(push);
                guarded(() -> show(push));
            }
        });
    }

    private void show(Push push) {
        if (!(push instanceof Push.Signalled signal)) {
            outbound.push(push);
            return;
        }
        Push.Signalled heard = signal.heardBy(info.account());
        if (rights.hearSignals(heard.room()) == null) {
            outbound.push(heard);
        }
    }

    private void noteMembership(Push push) {
        if (push instanceof Push.MemberChanged member && member.account().equals(info.account())) {
            groupsMayHaveChanged();
        }
    }

    @Override
    public void ended(RoomId stream, long epoch, Push.StreamEnd reason) {
        context.runOnContext(now -> {
            if (!closed) {
                guarded(() -> end(stream, epoch, reason));
            }
        });
    }

    private void end(RoomId stream, long epoch, Push.StreamEnd reason) {
        if (desk == null || desk.ended(stream, epoch)) {
            outbound.push(new Push.StreamEnded(stream, reason));
        }
    }

    @Override
    public void lost(RoomId group) {
        context.runOnContext(now -> {
            groupsMayHaveChanged();
            ifUsed(asked -> asked.lost(group));
        });
    }

    @Override
    public void homesMoved() {
        context.runOnContext(now -> {
            if (!closed) {
                guarded(this::comeAgain);
            }
        });
    }

    @Override
    public void lookAgain() {
        context.runOnContext(now -> {
            if (!closed) {
                groupsMayHaveChanged();
                guarded(() -> ifUsed(CommandDesk::lookAgain));
                guarded(durable::lookAgain);
            }
        });
    }

    @Override
    public void hold() {
        guarded(() -> outbound.congested(true));
    }

    @Override
    public void relieve() {
        context.runOnContext(now -> {
            if (!closed && (publishing == null || !publishing.isHeld())) {
                guarded(() -> outbound.congested(false));
            }
        });
    }

    private void ifUsed(Consumer<CommandDesk> step) {
        if (desk != null) {
            step.accept(desk);
        }
    }

    /** A defect of one connection must not keep the others of its loop from what is theirs. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException defect) {
            failed(defect);
        }
    }

    private void failed(RuntimeException defect) {
        LOG.error("session {} of {} failed", info.id(), info.account(), defect);
    }

    /** As all seats: whoever is the same session is the same, wherever that is known. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Seat seat && seat.info().id().equals(info.id());
    }

    @Override
    public int hashCode() {
        return info.id().hashCode();
    }

    /** What is answered when it has ended. */
    static GatewayException over() {
        return new GatewayException(ErrorCode.KICKED, "the session is over");
    }
}
