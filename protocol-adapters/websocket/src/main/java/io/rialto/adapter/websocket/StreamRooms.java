package io.rialto.adapter.websocket;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.CommandGate;
import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.web.WebSocketConnection;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamSubscribed;
import io.vertx.core.Future;

/** The ops of one connection on stream rooms. Confined to the connection's event loop. */
final class StreamRooms {
    private final CommandGate gate;
    private final Answers answers;
    private final Events events;
    private final KnownRooms rooms;
    private final StreamPublisher publisher;

    StreamRooms(WebSocketDoor door, WebSocketConnection connection, CommandGate gate, Answers answers, Events events) {
        this.gate = gate;
        this.answers = answers;
        this.events = events;
        this.rooms = new KnownRooms(
                door.handles(),
                () -> new StreamSubscriber(new RunSubscriber(
                        connection, door.metrics(), gate.session().info().id().value(), door.streamFrames())));
        this.publisher = new StreamPublisher(door, gate, events, rooms);
    }

    /** Takes a binary message. */
    void publish(ByteBuf message) {
        publisher.take(message);
    }

    void create(Request request) {
        answers.when(
                gate.submit(StreamRequests.create(request.args()))
                        .map(info -> new StreamJson.Entered(
                                info, rooms.enter(info.room()).handle())),
                request,
                StreamJson::entered);
    }

    void remove(Request request) {
        RoomId room = StreamRequests.room(request.args());
        done(request, gate.submit(new Command.RemoveStream(room)).onSuccess(done -> rooms.leave(room)));
    }

    void join(Request request) {
        RoomId id = StreamRequests.room(request.args());
        answers.when(
                gate.submit(new Command.JoinStream(id)).map(info -> {
                    KnownRoom room = rooms.enter(id);
                    room.join();
                    return new StreamJson.Entered(info, room.handle());
                }),
                request,
                StreamJson::entered);
    }

    /** Core has ended everything there before it answers, so a subscription sent right behind begins anew. */
    void leave(Request request) {
        RoomId room = StreamRequests.room(request.args());
        Future<Done> left = gate.submit(new Command.LeaveStream(room));
        if (!left.failed()) {
            rooms.leave(room);
        }
        done(request, left);
    }

    void grant(Request request, boolean granted) {
        done(request, gate.submit(StreamRequests.grant(request.args(), granted)));
    }

    void joinLane(Request request) {
        RoomId room = StreamRequests.room(request.args());
        answers.when(
                gate.submit(new Command.JoinLane(room, StreamRequests.lane(request.args())))
                        .map(done -> rooms.enter(room).handle()),
                request,
                StreamJson::handle);
    }

    void leaveLane(Request request) {
        Fields args = request.args();
        done(request, gate.submit(new Command.LeaveLane(StreamRequests.room(args), StreamRequests.lane(args))));
    }

    void subscribe(Request request) {
        StreamRequests.Choice choice = StreamRequests.choice(request.args());
        StreamPlace from = StreamRequests.from(request.args());
        KnownRoom room = rooms.enter(choice.room());
        boolean first = room.choose(choice.lane());
        room.subscriber().hold();
        gate.submit(choice.subscribe(from, room.subscriber()))
                .onSuccess(subscribed -> begin(request, room, from, subscribed))
                .onFailure(refused -> {
                    if (first) {
                        room.drop(choice.lane());
                    }
                    answers.failure(request, refused);
                })
                .onComplete(done -> room.subscriber().goOn());
    }

    void unsubscribe(Request request) {
        StreamRequests.Choice choice = StreamRequests.choice(request.args());
        Future<Done> over = gate.submit(choice.unsubscribe());
        if (!over.failed() && choice.publishers().isEmpty()) {
            rooms.drop(choice.room(), choice.lane());
        }
        done(request, over);
    }

    /** A room is over. */
    void ended(RoomId room) {
        rooms.leave(room);
    }

    /** The connection is over. */
    void close() {
        rooms.close();
    }

    private void begin(Request request, KnownRoom room, StreamPlace from, StreamSubscribed subscribed) {
        answers.success(request, out -> StreamJson.subscribed(out, subscribed, room.handle()));
        if (subscribed.missed() > 0) {
            StreamPlace head = subscribed.head();
            boolean goesOn = from != null && from.epoch() == head.epoch();
            long first = (goesOn ? Math.min(from.seq(), head.seq()) : 0) + 1;
            events.notKept(room.id(), new Events.Missed(head.epoch(), first, first + subscribed.missed() - 1));
        }
    }

    private void done(Request request, Future<Done> future) {
        answers.when(future, request, (out, done) -> JsonBody.EMPTY.write(out));
    }
}
