package io.rialto.adapter.bigbinary;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;

/**
 * A connection whose client has signed in: hands frames, pushes to those they concern. Confined to the connection's event
 * loop.
 */
final class SignedIn implements Push.Handler {
    private final Link link;
    private final Lifeline lifeline;
    private final Messages messages;
    private final InboxDelivery inbox;
    private final StreamRooms streams;
    private final StreamPublisher publisher;

    /** Nothing under way; {@code connection} owns all its subscriptions. */
    SignedIn(Link link, Lifeline lifeline, Object connection) {
        this.link = link;
        this.lifeline = lifeline;
        this.messages = new Messages(link, connection);
        this.inbox = new InboxDelivery(link);
        this.streams = new StreamRooms(link, connection);
        this.publisher = new StreamPublisher(link, streams.rooms());
    }

    /** Takes a frame, except BYE. */
    void on(FrameType type, int flags, Body body) {
        switch (type) {
            case PUBLISH -> publisher.publish(flags, body);
            case ACK -> inbox.acknowledge(body);
            case WINDOW -> window(body);
            case HELLO -> throw new ProtocolError(ErrorCode.ALREADY, "a second HELLO");
            case BYE -> throw new IllegalStateException("BYE ends the conversation");
            case PING,
                    SEND,
                    SUBSCRIBE,
                    UNSUBSCRIBE,
                    OPEN_INBOX,
                    SIGNAL,
                    CREATE,
                    REMOVE,
                    GRANT,
                    JOIN,
                    LEAVE,
                    LANE_JOIN,
                    LANE_LEAVE,
                    LANE_SUBSCRIBE,
                    LANE_UNSUBSCRIBE -> request(type, flags, body);
        }
    }

    /** The socket takes bytes again. */
    void pump() {
        inbox.pump();
    }

    /** An operator has the client see a stream room, or no more. */
    Future<Void> view(Viewing viewing) {
        return streams.view(viewing);
    }

    /** The connection is over. */
    void leave() {
        streams.close();
    }

    @Override
    public void on(Push.Item push) {
        inbox.offer(push);
    }

    @Override
    public void on(Push.Notice push) {
        // Only sessions that pull are noticed; this one is driven by the server.
    }

    @Override
    public void on(Push.PresenceChanged push) {
        // This protocol has no form for presence.
    }

    @Override
    public void on(Push.MemberChanged push) {
        // Core ends the live view of a group that is left; this protocol has no form for members.
    }

    @Override
    public void on(Push.Signalled push) {
        messages.signalled(push);
    }

    @Override
    public void on(Push.LaneChanged push) {
        streams.changed(push);
    }

    @Override
    public void on(Push.StreamEnded push) {
        streams.ended(push);
    }

    @Override
    public void on(Push.Kicked push) {
        lifeline.goodbye(Refusal.of(push.reason()));
    }

    private void request(FrameType type, int flags, Body body) {
        int req = body.bits32();
        try {
            request(type, flags, req, body);
        } catch (GatewayException refused) {
            link.answers().refuse(req, refused);
        }
    }

    private void request(FrameType type, int flags, int req, Body body) {
        switch (type) {
            case PING -> ping(req, body);
            case SEND -> messages.send(flags, req, body);
            case SUBSCRIBE -> messages.subscribe(flags, req, body);
            case UNSUBSCRIBE -> messages.unsubscribe(req, body);
            case OPEN_INBOX -> inbox.open(req, body);
            case SIGNAL -> messages.signal(req, body);
            case CREATE -> streams.create(req, body);
            case REMOVE -> streams.remove(req, body);
            case GRANT -> streams.grant(flags, req, body);
            case JOIN -> streams.join(req, body);
            case LEAVE -> streams.leave(req, body);
            case LANE_JOIN -> streams.joinLane(req, body);
            case LANE_LEAVE -> streams.leaveLane(req, body);
            case LANE_SUBSCRIBE -> streams.subscribe(flags, req, body);
            case LANE_UNSUBSCRIBE -> streams.unsubscribe(req, body);
            case HELLO, BYE, ACK, PUBLISH, WINDOW -> throw new IllegalStateException(type + " is no request");
        }
    }

    private void ping(int req, Body body) {
        body.end();
        link.answers().write(Wire.PONG, 0, req, out -> {});
    }

    private void window(Body body) {
        long bytes = body.u32();
        body.end();
        link.frames().giveBack(bytes);
    }
}
