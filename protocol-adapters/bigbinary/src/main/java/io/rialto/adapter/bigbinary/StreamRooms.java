package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.FrameSink;
import io.rialto.adapter.stream.KnownRoom;
import io.rialto.adapter.stream.KnownRooms;
import io.rialto.adapter.stream.RoomDesk;
import io.rialto.adapter.stream.RunSubscriber;
import io.rialto.adapter.stream.StreamChoice;
import io.rialto.adapter.stream.StreamSubscriber;
import io.rialto.adapter.stream.StreamTopics;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.Lanes;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The requests of one connection on stream rooms. Confined to the connection's event loop. */
final class StreamRooms {
    private static final int TAKE = 1;
    private static final int GO_ON = 1;
    private static final StreamPlace UNTOLD = new StreamPlace(0, 0);

    private final Link link;
    private final RoomDesk desk;

    StreamRooms(Link link, Object connection) {
        this.link = link;
        FrameSink exit = new FrameExit(link.frames());
        this.desk = new RoomDesk(
                link.gate(),
                new KnownRooms(
                        link.door().handles(),
                        () -> new StreamSubscriber(new RunSubscriber(
                                connection,
                                exit,
                                link.door().metrics(),
                                link.session(),
                                link.door().frames()))));
    }

    /** The rooms the connection has to do with. */
    KnownRooms rooms() {
        return desk.rooms();
    }

    void create(int req, Body body) {
        int preset = body.u8();
        String name = body.text8();
        body.end();
        RoomId room = name.isEmpty() ? null : StreamTopics.requireRoom(name);
        entered(req, desk.create(new StreamCommand.CreateStream(room, preset(preset))));
    }

    void remove(int req, Body body) {
        link.answers().done(desk.remove(room(body)), req);
    }

    void grant(int flags, int req, Body body) {
        String room = body.text8();
        String account = body.text8();
        body.end();
        boolean granted = (flags & TAKE) == 0;
        StreamCommand.GrantStream grant =
                new StreamCommand.GrantStream(StreamTopics.requireRoom(room), new AccountId(account), granted);
        link.answers().done(desk.grant(grant), req);
    }

    void join(int req, Body body) {
        entered(req, desk.join(room(body)));
    }

    void leave(int req, Body body) {
        link.answers().done(desk.leave(room(body)), req);
    }

    /** Core does not tell where the room stands then. */
    void joinLane(int req, Body body) {
        String room = body.text8();
        String lane = body.text8();
        body.end();
        RoomId id = StreamTopics.requireRoom(room);
        link.answers()
                .when(
                        desk.joinLane(id, lane(lane)),
                        req,
                        Wire.ENTERED,
                        (out, handle) -> entered(out, handle, UNTOLD, id));
    }

    void leaveLane(int req, Body body) {
        String room = body.text8();
        String lane = body.text8();
        body.end();
        link.answers().done(desk.leaveLane(StreamTopics.requireRoom(room), lane(lane)), req);
    }

    void subscribe(int flags, int req, Body body) {
        Wish wish = Wish.read(body);
        StreamPlace from = (flags & GO_ON) == 0 ? null : new StreamPlace(body.u64(), body.u64());
        body.end();
        StreamChoice choice = wish.choice();
        link.answers().begin();
        desk.subscribe(
                choice,
                from,
                begun -> {
                    begin(req, choice.room(), begun);
                    link.answers().end();
                },
                refused -> {
                    link.answers().refuse(req, refused);
                    link.answers().end();
                });
    }

    void unsubscribe(int req, Body body) {
        Wish wish = Wish.read(body);
        body.end();
        link.answers().done(desk.unsubscribe(wish.choice()), req);
    }

    /** An operator has the connection see a room, or no more; its client is told. */
    Future<Void> view(Viewing viewing) {
        RoomId room = viewing.room();
        StreamChoice all = new StreamChoice(room, null, Set.of());
        if (!viewing.on()) {
            KnownRoom known = rooms().of(room);
            int handle = known == null ? 0 : known.handle();
            return desk.unsubscribe(all)
                    .onSuccess(over -> link.queue().write(Events.viewing(room, handle, null)))
                    .mapEmpty();
        }
        Promise<Void> done = Promise.promise();
        desk.subscribe(
                all,
                null,
                begun -> {
                    link.queue()
                            .write(Events.viewing(
                                    room, begun.handle(), begun.subscribed().head()));
                    done.complete();
                },
                done::fail);
        return done.future();
    }

    /** A publisher came or left. */
    void changed(Push.LaneChanged change) {
        KnownRoom room = rooms().of(change.room());
        if (room != null) {
            link.queue().write(Events.lane(room.handle(), change));
        }
    }

    /** A room is over: its last frames go before the news. */
    void ended(Push.StreamEnded end) {
        KnownRoom room = rooms().of(end.room());
        if (room != null) {
            link.frames().writeBehind(Events.ended(room.handle(), end.reason()));
            rooms().leave(end.room());
        }
    }

    /** The connection is over. */
    void close() {
        rooms().close();
    }

    /** What a client wants to see, in its own words. */
    private record Wish(String room, String lane, List<String> publishers) {
        static Wish read(Body body) {
            String room = body.text8();
            String lane = body.text8();
            int count = body.u8();
            List<String> publishers = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                publishers.add(body.text8());
            }
            return new Wish(room, lane, publishers);
        }

        StreamChoice choice() {
            Set<AccountId> accounts = publishers.stream().map(AccountId::new).collect(Collectors.toSet());
            return new StreamChoice(
                    StreamTopics.requireRoom(room), lane.isEmpty() ? null : Lanes.requireName(lane), accounts);
        }
    }

    private void begin(int req, RoomId room, RoomDesk.Begun begun) {
        StreamPlace head = begun.subscribed().head();
        long missed = begun.subscribed().missed();
        link.answers().write(Wire.SUBSCRIBED, 0, req, out -> out.writeInt(begun.handle())
                .writeLong(head.epoch())
                .writeLong(head.seq())
                .writeLong(missed));
        if (missed > 0) {
            link.queue().write(Events.notKept(room.value(), head.epoch(), begun.missedFrom(), begun.missedTo()));
        }
    }

    private void entered(int req, Future<RoomDesk.Entered> entering) {
        link.answers()
                .when(
                        entering,
                        req,
                        Wire.ENTERED,
                        (out, entered) -> entered(
                                out,
                                entered.handle(),
                                entered.info().head(),
                                entered.info().room()));
    }

    private static void entered(ByteBuf out, int handle, StreamPlace head, RoomId room) {
        out.writeInt(handle).writeLong(head.epoch()).writeLong(head.seq());
        Wire.text8(out, room.value());
    }

    private static RoomId room(Body body) {
        String room = body.text8();
        body.end();
        return StreamTopics.requireRoom(room);
    }

    private static String lane(String name) {
        return name.isEmpty() ? Lanes.DEFAULT : Lanes.requireName(name);
    }

    private static StreamPreset preset(int number) {
        return switch (number) {
            case 0 -> StreamPreset.VROOM;
            case 1 -> StreamPreset.RTM;
            default -> throw new GatewayException(ErrorCode.BAD_REQUEST, "preset is 0 or 1, not " + number);
        };
    }
}
