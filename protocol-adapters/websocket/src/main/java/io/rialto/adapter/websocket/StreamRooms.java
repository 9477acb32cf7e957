package io.rialto.adapter.websocket;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.CommandGate;
import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.stream.KnownRooms;
import io.rialto.adapter.stream.RoomDesk;
import io.rialto.adapter.stream.RunSubscriber;
import io.rialto.adapter.stream.StreamChoice;
import io.rialto.adapter.stream.StreamSubscriber;
import io.rialto.adapter.web.WebSocketConnection;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Set;

/** The ops of one connection on stream rooms. Confined to the connection's event loop. */
final class StreamRooms {
    private final Answers answers;
    private final Events events;
    private final RoomDesk desk;
    private final StreamPublisher publisher;

    StreamRooms(WebSocketDoor door, WebSocketConnection connection, CommandGate gate, Answers answers, Events events) {
        this.answers = answers;
        this.events = events;
        KnownRooms rooms = new KnownRooms(
                door.handles(),
                () -> new StreamSubscriber(new RunSubscriber(
                        connection,
                        connection,
                        door.metrics(),
                        gate.session().info().id().value(),
                        door.streamFrames())));
        this.desk = new RoomDesk(gate, rooms);
        this.publisher = new StreamPublisher(door, gate, events, rooms);
    }

    /** Takes a binary message. */
    void publish(ByteBuf message) {
        publisher.take(message);
    }

    void create(Request request) {
        answers.when(desk.create(StreamRequests.create(request.args())), request, StreamJson::entered);
    }

    void remove(Request request) {
        done(request, desk.remove(StreamRequests.room(request.args())));
    }

    void join(Request request) {
        answers.when(desk.join(StreamRequests.room(request.args())), request, StreamJson::entered);
    }

    void leave(Request request) {
        done(request, desk.leave(StreamRequests.room(request.args())));
    }

    void grant(Request request, boolean granted) {
        done(request, desk.grant(StreamRequests.grant(request.args(), granted)));
    }

    void joinLane(Request request) {
        Fields args = request.args();
        answers.when(desk.joinLane(StreamRequests.room(args), StreamRequests.lane(args)), request, StreamJson::handle);
    }

    void leaveLane(Request request) {
        Fields args = request.args();
        done(request, desk.leaveLane(StreamRequests.room(args), StreamRequests.lane(args)));
    }

    void subscribe(Request request) {
        StreamChoice choice = StreamRequests.choice(request.args());
        StreamPlace from = StreamRequests.from(request.args());
        desk.subscribe(
                choice,
                from,
                begun -> begin(request, choice.room(), begun),
                refused -> answers.failure(request, refused));
    }

    void unsubscribe(Request request) {
        done(request, desk.unsubscribe(StreamRequests.choice(request.args())));
    }

    /** An operator has the connection see a room, or no more; its client is told. */
    Future<Void> view(Viewing viewing) {
        RoomId room = viewing.room();
        StreamChoice all = new StreamChoice(room, null, Set.of());
        if (!viewing.on()) {
            return desk.unsubscribe(all)
                    .onSuccess(over -> events.viewing(room, null))
                    .mapEmpty();
        }
        Promise<Void> done = Promise.promise();
        desk.subscribe(
                all,
                null,
                begun -> {
                    events.viewing(room, begun);
                    done.complete();
                },
                done::fail);
        return done.future();
    }

    /** A room is over. */
    void ended(RoomId room) {
        desk.rooms().leave(room);
    }

    /** The connection is over. */
    void close() {
        desk.rooms().close();
    }

    private void begin(Request request, RoomId room, RoomDesk.Begun begun) {
        answers.success(request, out -> StreamJson.subscribed(out, begun.subscribed(), begun.handle()));
        if (begun.subscribed().missed() > 0) {
            long epoch = begun.subscribed().head().epoch();
            events.notKept(room, new Events.Missed(epoch, begun.missedFrom(), begun.missedTo()));
        }
    }

    private void done(Request request, Future<Done> future) {
        answers.when(future, request, (out, done) -> JsonBody.EMPTY.write(out));
    }
}
