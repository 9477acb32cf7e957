package io.rialto.stream;

import io.rialto.bus.Address;
import io.rialto.contract.command.Command.CreateStream;
import io.rialto.contract.command.Command.JoinLane;
import io.rialto.contract.command.Command.JoinStream;
import io.rialto.contract.command.Command.LeaveLane;
import io.rialto.contract.command.Command.LeaveStream;
import io.rialto.contract.command.Command.SubscribeLane;
import io.rialto.contract.command.Command.UnsubscribeLane;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.stream.Lanes;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamSubscribed;
import io.rialto.session.ConnectedSession;
import io.rialto.session.SessionParts;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The stream rooms of one session: which it has joined, what it sees of them. Confined to the connection's context. */
public final class StreamDesk {
    private static final int MAX_ROOMS = 100;
    private static final RoomNames NAMES = new RoomNames();

    private final SessionParts parts;
    private final ConnectedSession session;
    private final Map<RoomId, StreamView> views = new HashMap<>(0);
    private final Set<RoomId> joined = new HashSet<>(0);
    private boolean closed;

    /** No rooms yet. */
    public StreamDesk(SessionParts parts, ConnectedSession session) {
        this.parts = parts;
        this.session = session;
    }

    /** Makes a room, under the name given or one of ours. */
    public Future<StreamInfo> create(CreateStream command) {
        RoomId room = command.room() == null ? NAMES.next() : requireStream(command.room());
        return ask(room, new CreateStream(room, command.preset()));
    }

    /** Joins a room. */
    public Future<StreamInfo> join(JoinStream command) {
        RoomId room = requireStream(command.room());
        if (joined.size() >= MAX_ROOMS && !joined.contains(room)) {
            return refuse(ErrorCode.LIMIT_REACHED, "a session joins at most " + MAX_ROOMS + " stream rooms");
        }
        return this.<StreamInfo>ask(room, command).onSuccess(in -> entered(room));
    }

    /** Leaves a room, with everything this session has there. */
    public Future<Done> leave(LeaveStream command) {
        RoomId room = requireStream(command.room());
        joined.remove(room);
        endView(room);
        return ask(room, command);
    }

    /** Becomes a publisher. */
    public Future<Done> joinLane(JoinLane command) {
        return ask(requireStream(command.room()), new JoinLane(command.room(), Lanes.requireName(command.lane())));
    }

    /** Stops being one. */
    public Future<Done> leaveLane(LeaveLane command) {
        return ask(requireStream(command.room()), command);
    }

    /** Adds to what this session sees of a room. */
    public Future<StreamSubscribed> subscribe(SubscribeLane command) {
        RoomId room = requireStream(command.room());
        if (command.lane() != null) {
            Lanes.requireName(command.lane());
        }
        StreamView known = views.get(room);
        StreamView view = known == null ? new StreamView(command.subscriber()) : known;
        view.choose(command.lane(), command.publishers());
        if (known == null) {
            views.put(room, view);
            parts.fanout().subscribe(Edge.topic(room), view);
        }
        return this.<Replay>ask(room, new AskReplay(room, known == null ? command.from() : null))
                .onFailure(refused -> forget(room, known, view))
                .map(replay -> begin(room, view, replay));
    }

    /** Takes something of it back. */
    public Future<Done> unsubscribe(UnsubscribeLane command) {
        RoomId room = requireStream(command.room());
        StreamView view = views.get(room);
        if (view == null || !view.drop(command.lane(), command.publishers())) {
            return Future.succeededFuture(Done.DONE);
        }
        endView(room);
        return ask(room, new StopListening(room));
    }

    /** A room is over: nothing of it is kept. */
    public void ended(RoomId room) {
        joined.remove(room);
        endView(room);
    }

    /** The session is over. Idempotent. */
    public void close() {
        closed = true;
        Set<RoomId> rooms = new HashSet<>(joined);
        rooms.addAll(views.keySet());
        views.forEach((room, view) -> {
            parts.fanout().unsubscribe(Edge.topic(room), view);
            view.close();
        });
        views.clear();
        joined.clear();
        rooms.forEach(this::tellGone);
    }

    private void entered(RoomId room) {
        if (closed) {
            tellGone(room);
        } else {
            joined.add(room);
        }
    }

    private StreamSubscribed begin(RoomId room, StreamView view, Replay replay) {
        if (closed) {
            tellGone(room);
        } else if (views.get(room) == view && !view.hasBegun()) {
            view.begin(Edge.topic(room), replay.subscribed().head(), replay.frames());
        }
        return replay.subscribed();
    }

    private void forget(RoomId room, StreamView known, StreamView view) {
        if (known == null && views.get(room) == view) {
            endView(room);
        }
    }

    private void endView(RoomId room) {
        StreamView view = views.remove(room);
        if (view != null) {
            parts.fanout().unsubscribe(Edge.topic(room), view);
            view.close();
        }
    }

    private void tellGone(RoomId room) {
        parts.bus().tell(Address.STREAMS, parts.placement().of(room), new SessionGone(session, Set.of(room)));
    }

    private <R> Future<R> ask(RoomId room, Object question) {
        return parts.bus()
                .ask(Address.STREAMS, parts.placement().of(room), session.info().account(), session, question);
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
