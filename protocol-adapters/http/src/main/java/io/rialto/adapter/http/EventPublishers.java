package io.rialto.adapter.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.rialto.adapter.Reading;
import io.rialto.adapter.json.Failure;
import io.rialto.adapter.json.Fields;
import io.rialto.adapter.stream.StreamTopics;
import io.rialto.adapter.web.JsonWords;
import io.rialto.adapter.web.WebSocketConnection;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import io.rialto.contract.stream.Lanes;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPublication;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/**
 * The stream rooms that one operator publishes frames to in the name of accounts, each under a handle. Confined to the
 * connection's event loop.
 */
final class EventPublishers {
    /** Bytes of a binary message before its body: handle u32, kind u8. */
    static final int HEADER = 5;

    /** One of them; core says to its session when it takes nothing more. */
    private final class Publisher implements Outbound, StreamPublication.Receipt {
        private final int handle;
        private final RoomId room;
        private final String lane;
        private Session session;
        private boolean congested;

        Publisher(int handle, RoomId room, String lane) {
            this.handle = handle;
            this.room = room;
            this.lane = lane;
        }

        @Override
        public void push(Push push) {
            // It asks for nothing that is pushed.
        }

        @Override
        public void congested(boolean yes) {
            if (congested != yes) {
                congested = yes;
                holding += yes ? 1 : -1;
                holdOrGoOn();
            }
        }

        @Override
        public boolean wantsPlace() {
            return false;
        }

        @Override
        public void done(Throwable failure, StreamPlace place) {
            if (failure != null) {
                refused(handle, failure);
            }
        }

        void end() {
            congested(false);
            session.close();
        }
    }

    private final EventDoor door;
    private final WebSocketConnection connection;
    private final JsonWords words;
    private final Map<Integer, Publisher> open = new HashMap<>(0);
    private int underWay;
    private int last;
    private int holding;
    private boolean closed;

    EventPublishers(EventDoor door, WebSocketConnection connection, JsonWords words) {
        this.door = door;
        this.connection = connection;
        this.words = words;
    }

    /** Opens a way to a room with {@code {account, room, lane?}}; its handle. */
    Future<Integer> open(Fields args) {
        AccountId account = args.parsed("account", AccountId::new);
        RoomId room = args.parsed("room", StreamTopics::requireRoom);
        String lane = args.has("lane") ? args.parsed("lane", Lanes::requireName) : Lanes.DEFAULT;
        if (open.size() + underWay >= door.config().publishers()) {
            throw new GatewayException(
                    ErrorCode.LIMIT_REACHED, "at most " + door.config().publishers() + " at a time");
        }
        Publisher publisher = new Publisher(++last, room, lane);
        underWay++;
        return door.management()
                .desks()
                .sessions()
                .actFor(account, publisher)
                .onComplete(done -> underWay--)
                .map(session -> opened(publisher, session));
    }

    private int opened(Publisher publisher, Session session) {
        publisher.session = session;
        if (closed) {
            session.close();
        } else {
            open.put(publisher.handle, publisher);
        }
        return publisher.handle;
    }

    /** Closes a way; {@code not_found} where there is none of this handle. */
    void close(int handle) {
        Publisher publisher = open.remove(handle);
        if (publisher == null) {
            throw unknown(handle);
        }
        publisher.end();
    }

    /** Takes a binary message: a frame of a room. */
    void publish(ByteBuf message) {
        if (message.readableBytes() < HEADER) {
            refused(0, new GatewayException(ErrorCode.BAD_REQUEST, "a frame has at least " + HEADER + " bytes"));
            return;
        }
        int handle = message.readInt();
        int kind = message.readUnsignedByte();
        Publisher publisher = open.get(handle);
        if (publisher == null) {
            refused(handle, unknown(handle));
            return;
        }
        Content content = Content.untyped(ByteBufUtil.getBytes(message));
        publisher.session.publish(new StreamPublication(publisher.room, publisher.lane, kind, 0, content, publisher));
    }

    /** The connection is over. Idempotent. */
    void close() {
        closed = true;
        open.values().forEach(Publisher::end);
        open.clear();
    }

    private void holdOrGoOn() {
        if (connection.isClosing()) {
            return;
        }
        if (holding > 0) {
            connection.reading().pause(Reading.Cause.CONGESTED);
        } else {
            connection.reading().resume(Reading.Cause.CONGESTED);
        }
    }

    private void refused(int handle, Throwable failure) {
        Failure told = Failure.of(failure);
        words.event("refused", out -> {
            out.writeNumberField("handle", Integer.toUnsignedLong(handle));
            told.writeFields(out);
        });
    }

    private static GatewayException unknown(int handle) {
        return new GatewayException(
                ErrorCode.NOT_FOUND, "no handle " + Integer.toUnsignedString(handle) + ", publish.open tells one");
    }
}
