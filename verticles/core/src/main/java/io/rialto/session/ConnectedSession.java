package io.rialto.session;

import io.rialto.access.Denial;
import io.rialto.access.Rights;
import io.rialto.bus.Address;
import io.rialto.bus.Seat;
import io.rialto.channel.Uplink;
import io.rialto.cluster.Home;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.channel.Queued;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.session.DurableSession;
import io.rialto.contract.session.DurableWill;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.session.SignIn;
import io.rialto.contract.session.WillPlace;
import io.rialto.contract.stream.StreamPublication;
import io.rialto.contract.stream.Viewing;
import io.rialto.durable.DurableDesk;
import io.rialto.message.RequireSpeaker;
import io.rialto.share.HandOver;
import io.rialto.stream.StreamUpload;
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
public final class ConnectedSession implements Session, Seat {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectedSession.class);
    private static final long AGAIN_MILLIS = 200;

    private final SessionParts parts;
    private final SessionInfo info;
    private final Rights rights;
    private final RoomRights roomRights;
    private final Context context;
    private final Outbound outbound;
    private final Uplink uplink;
    /** Null where no access rule speaks of groups. */
    private final Memberships memberships;
    /** Null until something is asked for: an idle session keeps nothing. */
    private CommandDesk desk;

    /** Null where nothing outlives the connection. */
    private volatile DurableDesk durable;

    private boolean isIn;
    private boolean vouchedFor;
    private long expiresAt;
    private long epoch;
    /** The last turn of its uplink in which it has published to a channel, 0 where it has not. */
    private long publishedIn;

    private boolean closed;

    ConnectedSession(SessionParts parts, SessionInfo info, Rights rights, Outbound outbound) {
        this.parts = parts;
        this.info = info;
        this.rights = rights;
        this.roomRights = new RoomRights(info, rights, parts.denials());
        this.context = ((ContextInternal) parts.vertx().getOrCreateContext()).unwrap();
        this.outbound = outbound;
        this.uplink = parts.uplinks().of(context);
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

    /** It was let in, until its token ends, by what was good in that epoch of its account. */
    void entered(long until, long in) {
        isIn = true;
        expiresAt = until;
        epoch = in;
    }

    /** It stays in an epoch of its account that it has begun itself. */
    void staysIn(long next) {
        epoch = next;
    }

    /** This of it outlives its connection; said before it is let in. */
    void outlivedBy(DurableDesk outlives) {
        durable = outlives;
        outlives.reads(parts);
        outlives.permit(this::mayRead);
        outlives.permitWill(this::mayPublish);
        if (closed) {
            outlives.close(); // while it was being opened
        }
    }

    @Override
    public Optional<DurableSession> durable() {
        return Optional.ofNullable(durable);
    }

    /** The number of what outlives the connection, 0 where nothing does. From any thread. */
    public long durableKey() {
        DurableDesk mine = durable;
        return mine == null ? 0 : mine.key();
    }

    /** Takes a message that has come into the queue; called on the connection's context. */
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

    /** The connection's context. From any thread. */
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
        if (closed) {
            refuse(publication, over());
            return;
        }
        Denial denial = mayPublish(publication.topic());
        if (denial == null) {
            uplink.publish(this, publication);
        } else {
            refuse(publication, denial.refusal());
        }
    }

    /** Something was published for it in this turn of its uplink. */
    public void publishedIn(long turn) {
        publishedIn = turn;
    }

    /** Done when subscribers have been handed all that it has published to channels, see {@link Uplink#fence}; may be null. */
    Future<Void> published() {
        return publishedIn == 0 ? null : uplink.fence(this, publishedIn);
    }

    private static void refuse(Publication publication, GatewayException why) {
        if (publication.receipt() != null) {
            publication.receipt().done(why, false);
        }
    }

    /** Asks in its name whoever serves that home. */
    public <R> Future<R> ask(Address address, Home home, Object question) {
        return parts.bus().ask(address, home, info.account(), this, question);
    }

    /** What rules let it do in rooms. */
    public RoomRights rooms() {
        return roomRights;
    }

    /** Null where all topics of this filter may be read. */
    public Denial subscribes(String filter) {
        Denial denial = rights.subscribe(filter);
        if (denial != null) {
            parts.denials().note(info, denial);
        }
        return denial;
    }

    /** Fails where it may not publish the will that it would leave. */
    Future<Done> requireWill(SignIn signIn) {
        DurableWill will = signIn.durable() == null ? null : signIn.durable().will();
        Denial denial = will == null ? null : mayPublish(will.topic());
        if (denial != null) {
            return Future.failedFuture(denial.refusal());
        }
        return signIn.will() == null ? Future.succeededFuture(Done.DONE) : requireSpeaker(signIn.will());
    }

    /** Who may publish frames to a stream room is found out when there are some: it may not be there yet. */
    private Future<Done> requireSpeaker(WillPlace place) {
        boolean another = place.as() != null && !place.as().equals(info.account());
        if (rights.guest() || another) {
            String why = another ? "the last level is the publisher's own account" : "guests use channels only";
            return Future.failedFuture(new GatewayException(ErrorCode.FORBIDDEN, why));
        }
        RoomId room = place.room(info.account());
        Denial denial = roomRights.leave(place);
        if (denial != null) {
            return Future.failedFuture(denial.refusal());
        }
        return room.kind() == RoomKind.STREAM
                ? Future.succeededFuture(Done.DONE)
                : ask(Address.MESSAGES, parts.placement().of(room), new RequireSpeaker(room));
    }

    private Denial mayPublish(String topic) {
        Denial denial = rights.publish(topic);
        if (denial != null) {
            parts.denials().note(info, denial);
        }
        return denial;
    }

    /**
     * Whether something may be subscribed to for longer than this connection: channels, shared or not. What is in trees of
     * the gateway is decided where it is opened.
     */
    private Denial mayRead(String filter) {
        String plain = ShareName.is(filter) ? ShareName.of(filter).filter() : filter;
        return Rights.isOurs(plain) ? null : subscribes(plain);
    }

    /** What it subscribed to while it was a member of other groups is held against the rules again. */
    private void memberOf(Set<String> groups) {
        rights.memberOf(groups);
        ifUsed(CommandDesk::rightsChanged);
        if (durable != null) {
            durable.permit(this::mayRead);
        }
    }

    private void groupsMayHaveChanged() {
        if (memberships != null) {
            memberships.changed();
        }
    }

    @Override
    public void publish(StreamPublication publication) {
        StreamUpload upload = new StreamUpload(info, context, publication);
        GatewayException refusal = refusal(publication);
        if (refusal == null) {
            uplink.publish(this, upload);
        } else {
            upload.refuse(refusal);
        }
    }

    private GatewayException refusal(StreamPublication publication) {
        if (closed) {
            return over();
        }
        if (rights.guest()) {
            return new GatewayException(ErrorCode.FORBIDDEN, "guests use channels only, sign in for this");
        }
        Denial denial = roomRights.publish(publication.room(), publication.lane());
        return denial == null ? null : denial.refusal();
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
        uplink.forget(this);
        try {
            ifUsed(CommandDesk::close);
        } finally {
            settled().onComplete(known -> leave());
        }
    }

    /** Before it was let in there is nothing to say again. */
    private void comeAgain() {
        if (isIn) {
            present();
            ifUsed(CommandDesk::homesMoved);
            if (durable != null) {
                durable.holdAgain().onSuccess(this::endUnless);
            }
        }
    }

    /** Another connection has the durable session now, or it is over. */
    private void endUnless(boolean held) {
        if (!held && !closed) {
            guarded(() -> outbound.push(new Push.Kicked(Push.Reason.REPLACED)));
        }
    }

    /** What came for the account while nobody knew of this session is found in the inbox. */
    private void present() {
        this.<Done>ask(Address.SESSIONS, parts.placement().of(info.account()), new Present(this, expiresAt, epoch))
                .onSuccess(known -> lookAgain())
                .onFailure(failure -> parts.vertx().setTimer(AGAIN_MILLIS, timer -> presentAgain()));
    }

    private void presentAgain() {
        if (!closed) {
            present();
        }
    }

    /** Where the device goes on, perhaps at another node, it must stand where it has come to. */
    private Future<Void> settled() {
        Future<Void> stands = info.device() == null || parts.neighbours().isAlone()
                ? Future.succeededFuture()
                : parts.cursors().settle(info.account(), info.device());
        return durable == null ? stands : stands.transform((done, failure) -> durable.close());
    }

    private void leave() {
        parts.bus().tell(Address.SESSIONS, parts.placement().of(info.account()), new Leave(this));
    }

    /**
     * An operator has the connection see a stream room, or no more. From any thread; the future completes on the caller's
     * context.
     */
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

    /** Takes an inbox item; called on the connection's context. */
    public void arrived(Delivery delivery) {
        if (!closed) {
            guarded(() -> ifUsed(asked -> asked.arrived(delivery)));
        }
    }

    /** A share group hands over frames, whose run is taken over; called on the connection's context. */
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
        if (roomRights.hearSignals(heard.room()) == null) {
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

    /** Something may stand in the inbox that nobody told this session of. From any thread. */
    public void lookAgain() {
        context.runOnContext(now -> {
            if (!closed) {
                groupsMayHaveChanged();
                guarded(() -> ifUsed(CommandDesk::lookAgain));
                if (durable != null) {
                    guarded(durable::lookAgain);
                }
            }
        });
    }

    /** Nothing more can be taken from this connection for now; called on its context. */
    public void hold() {
        guarded(() -> outbound.congested(true));
    }

    /** The uplink has room again; said to the connection unless it is held once more by then. From any thread. */
    public void relieve() {
        context.runOnContext(now -> {
            if (!closed && !uplink.holds(this)) {
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
            LOG.error("session {} of {} failed", info.id(), info.account(), defect);
        }
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

    private static GatewayException over() {
        return new GatewayException(ErrorCode.KICKED, "the session is over");
    }
}
