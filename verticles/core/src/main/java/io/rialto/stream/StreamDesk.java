package io.rialto.stream;

import io.rialto.access.Denial;
import io.rialto.access.SessionRights;
import io.rialto.bus.Address;
import io.rialto.bus.Caller;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.command.StreamCommand.CreateStream;
import io.rialto.contract.command.StreamCommand.GrantStream;
import io.rialto.contract.command.StreamCommand.JoinLane;
import io.rialto.contract.command.StreamCommand.JoinStream;
import io.rialto.contract.command.StreamCommand.LeaveLane;
import io.rialto.contract.command.StreamCommand.LeaveStream;
import io.rialto.contract.command.StreamCommand.RemoveStream;
import io.rialto.contract.command.StreamCommand.SubscribeLane;
import io.rialto.contract.command.StreamCommand.UnsubscribeLane;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.Lanes;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamSubscribed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stream rooms of one session: which it has joined, what it sees of them. When nodes come or go it says again what it
 * has to do with them, so that whoever serves them now knows. Confined to the connection's context.
 */
public final class StreamDesk implements StreamCommand.Handler {
    private static final int MAX_ROOMS = 100;
    private static final long AGAIN_MILLIS = 100;
    private static final int TRIES = 100;
    private static final RoomNames NAMES = new RoomNames();

    private final Caller caller;
    private final SessionRights rights;
    private final Edge edge;
    private final Vertx vertx;
    private final Map<RoomId, RoomPresence> rooms = new HashMap<>(0);
    private final Joinings joinings = new Joinings();
    private int joined;
    private boolean closed;

    /** The desk of a session that has joined nothing yet; {@code edge} is where stream rooms reach its node. */
    public StreamDesk(Caller caller, SessionRights rights, Edge edge, Vertx vertx) {
        this.caller = caller;
        this.rights = rights;
        this.edge = edge;
        this.vertx = vertx;
    }

    /** Makes a room, under the name given or one of ours. */
    @Override
    public Future<StreamInfo> on(CreateStream command) {
        RoomId room = command.room() == null ? NAMES.next() : requireStream(command.room());
        requireAllowed(rights.enter(room));
        return ask(room, new CreateStream(room, command.preset()));
    }

    /** Ends a room. */
    @Override
    public Future<Done> on(RemoveStream command) {
        return ask(command.room(), command);
    }

    /** Changes who may publish in one. */
    @Override
    public Future<Done> on(GrantStream command) {
        return ask(command.room(), command);
    }

    /** Joins a room. */
    @Override
    public Future<StreamInfo> on(JoinStream command) {
        RoomId room = requireStream(command.room());
        requireAllowed(rights.enter(room));
        RoomPresence known = rooms.get(room);
        if (joined >= MAX_ROOMS && (known == null || !known.isJoined())) {
            return refuse(ErrorCode.LIMIT_REACHED, "a session joins at most " + MAX_ROOMS + " stream rooms");
        }
        Joinings.Joining joining = joinings.begin(room, null);
        return this.<StreamInfo>ask(room, command)
                .onSuccess(info -> entered(info, joinings.end(joining)))
                .onFailure(refused -> joinings.end(joining));
    }

    /** Leaves a room, with everything this session has there. */
    @Override
    public Future<Done> on(LeaveStream command) {
        RoomId room = requireStream(command.room());
        joinings.left(room);
        forget(room);
        return ask(room, command);
    }

    /** Becomes a publisher. */
    @Override
    public Future<Done> on(JoinLane command) {
        RoomId room = requireStream(command.room());
        String lane = Lanes.requireName(command.lane());
        requireAllowed(rights.publish(room, lane));
        Joinings.Joining joining = joinings.begin(room, lane);
        return this.<Done>ask(room, new JoinLane(room, lane)).onComplete(answer -> {
            RoomPresence known = rooms.get(room);
            if (joinings.end(joining) && answer.succeeded() && known != null) {
                known.lanes().add(lane);
            }
        });
    }

    /** Stops being one. */
    @Override
    public Future<Done> on(LeaveLane command) {
        RoomPresence known = rooms.get(requireStream(command.room()));
        joinings.left(command.room(), command.lane());
        if (known != null) {
            known.lanes().remove(command.lane());
        }
        return ask(command.room(), command);
    }

    /** Adds to what this session sees of a room. */
    @Override
    public Future<StreamSubscribed> on(SubscribeLane command) {
        RoomId room = requireStream(command.room());
        if (command.lane() != null) {
            Lanes.requireName(command.lane());
        }
        requireAllowed(rights.hear(room, command.lane(), command.publishers()));
        RoomPresence presence = rooms.computeIfAbsent(room, RoomPresence::new);
        boolean first = presence.view() == null;
        StreamView view = first ? new StreamView(command.subscriber()) : presence.view();
        try {
            view.choose(command.lane(), command.publishers());
        } catch (GatewayException tooMany) {
            dropIfNothing(presence);
            throw tooMany;
        }
        if (first) {
            presence.view(view);
            edge.subscribe(room, view);
        }
        view.asked();
        return this.<Replay>ask(room, new AskReplay(room, first ? command.from() : null))
                .onComplete(answer -> view.answered(answer.succeeded()))
                .onFailure(refused -> takeBack(presence, view))
                .map(replay -> begin(presence, view, replay));
    }

    /** Takes something of it back. */
    @Override
    public Future<Done> on(UnsubscribeLane command) {
        RoomId room = requireStream(command.room());
        RoomPresence presence = rooms.get(room);
        if (presence == null
                || presence.view() == null
                || !presence.view().drop(command.lane(), command.publishers())) {
            return Future.succeededFuture(Done.DONE);
        }
        endView(presence);
        return ask(room, new StopListening(room));
    }

    /** A room is over, says its relay of this epoch: nothing of it is kept, unless a later epoch is known here. */
    public boolean ended(RoomId room, long epoch) {
        RoomPresence presence = rooms.get(room);
        long known = Math.max(presence == null ? 0 : presence.epoch(), edge.epochOf(Edge.topic(room)));
        if (epoch < known) {
            return false;
        }
        forget(room);
        return true;
    }

    /** Nodes have come or gone: whoever serves the rooms now must know of this session. */
    public void homesMoved() {
        List.copyOf(rooms.values()).forEach(this::comeAgain);
    }

    /** What may not be heard any more is taken back. */
    public void rightsChanged() {
        List.copyOf(rooms.values()).forEach(this::dropDenied);
    }

    private void dropDenied(RoomPresence presence) {
        if (presence.view() != null) {
            presence.view().choices(presence.room()).stream()
                    .filter(one -> rights.hear(one.room(), one.lane(), one.publishers()) != null)
                    .forEach(this::on);
        }
    }

    /** Another relay serves this room. */
    public void moved(RoomId room) {
        RoomPresence presence = rooms.get(room);
        if (presence != null) {
            comeAgain(presence);
        }
    }

    private void comeAgain(RoomPresence presence) {
        if (presence.view() != null) {
            presence.view().pause();
        }
        confirm(presence, TRIES);
    }

    /** The session is over. Idempotent. */
    public void close() {
        closed = true;
        List.copyOf(rooms.values()).forEach(presence -> {
            forget(presence.room());
            tellGone(presence.room());
        });
    }

    /** It may have left again before it knows that it is in. */
    private void entered(StreamInfo info, boolean stays) {
        if (closed) {
            tellGone(info.room());
            return;
        }
        if (!stays) {
            return;
        }
        RoomPresence presence = rooms.computeIfAbsent(info.room(), RoomPresence::new);
        joined += presence.isJoined() ? 0 : 1;
        presence.join(info.preset());
        presence.served(info.head().epoch());
    }

    private StreamSubscribed begin(RoomPresence presence, StreamView view, Replay replay) {
        presence.served(replay.subscribed().head().epoch());
        if (closed) {
            tellGone(presence.room());
        } else if (presence.view() == view && !view.hasBegun()) {
            view.begin(Edge.topic(presence.room()), replay.subscribed().head(), kept(replay));
        }
        return replay.subscribed();
    }

    private List<Frame> kept(Replay replay) {
        return edge.compared(replay.subscribed().head().epoch(), replay.frames());
    }

    /** Tries again while a relay is being replaced; a room that is lost with all who stood by for it has ended. */
    private void confirm(RoomPresence presence, int tries) {
        if (closed || rooms.get(presence.room()) != presence) {
            return;
        }
        this.<Replay>ask(presence.room(), presence.confirm())
                .onSuccess(replay -> resume(presence, replay))
                .onFailure(failure -> again(presence, tries - 1, failure));
    }

    private void resume(RoomPresence presence, Replay replay) {
        if (closed) {
            tellGone(presence.room());
            return;
        }
        presence.served(replay.subscribed().head().epoch());
        StreamView view = presence.view();
        if (rooms.get(presence.room()) == presence && view != null && !view.hasBegun()) {
            StreamSubscribed now = replay.subscribed();
            view.resume(Edge.topic(presence.room()), now.head(), kept(replay), now.missed());
        }
    }

    private void again(RoomPresence presence, int tries, Throwable failure) {
        if (GatewayException.codeOf(failure) == ErrorCode.TIMEOUT && tries > 0) {
            vertx.setTimer(AGAIN_MILLIS, timer -> confirm(presence, tries));
        } else if (!closed && rooms.get(presence.room()) == presence) {
            caller.seat().ended(presence.room(), Long.MAX_VALUE, Push.StreamEnd.LOST);
        }
    }

    private void takeBack(RoomPresence presence, StreamView view) {
        if (!view.isWanted() && presence.view() == view) {
            endView(presence);
        }
    }

    private void forget(RoomId room) {
        RoomPresence presence = rooms.remove(room);
        if (presence != null) {
            joined -= presence.isJoined() ? 1 : 0;
            endView(presence);
        }
    }

    private void endView(RoomPresence presence) {
        StreamView view = presence.view();
        if (view != null) {
            presence.view(null);
            edge.unsubscribe(presence.room(), view);
            view.close();
        }
        dropIfNothing(presence);
    }

    private void dropIfNothing(RoomPresence presence) {
        if (presence.isNothing()) {
            rooms.remove(presence.room(), presence);
        }
    }

    private void tellGone(RoomId room) {
        caller.tell(Address.STREAMS, room, new SessionGone(caller.seat(), Set.of(room)));
    }

    private <R> Future<R> ask(RoomId room, Object question) {
        return caller.ask(Address.STREAMS, room, question);
    }

    private static void requireAllowed(Denial denial) {
        if (denial != null) {
            throw denial.refusal();
        }
    }

    private static RoomId requireStream(RoomId room) {
        if (room.kind() != RoomKind.STREAM) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, room + " is no stream room (s:…)");
        }
        return room;
    }

    private static <R> Future<R> refuse(ErrorCode code, String why) {
        return Future.failedFuture(new GatewayException(code, why));
    }
}
