package io.rialto.adapter.thrift;

import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Session;
import io.rialto.contract.stream.Lanes;
import io.rialto.contract.stream.StreamPublication;

/**
 * The frames that one client publishes to virtual rooms: in silence where that succeeds; refused as STREAM, whichever
 * command they came by (tim-protocol.md §4.12). Confined to the connection's event loop.
 */
final class StreamSends {
    private static final byte[] NOTHING = {};

    private final Line line;
    private final Session session;
    private final int maxBody;

    StreamSends(Line line, Session session) {
        this.line = line;
        this.session = session;
        this.maxBody = line.door().doors().config().streams().maxFrame();
    }

    /** Publishes a TimStream; its id and publisher are the gateway's to say. */
    void stream(Struct stream) {
        int kind = stream.get(TimStream.DTYPE, (byte) 0) & 0xFF;
        publish(stream.text(TimStream.VNODE), kind, stream.get(TimStream.BODY, NOTHING));
    }

    /** Publishes bare bytes. */
    void bigData(BigData data) {
        publish(data.node(), 0, data.bytes());
    }

    private void publish(String vnode, int kind, byte[] body) {
        line.door().metrics().received(1);
        RoomId room;
        try {
            room = VNode.room(vnode);
        } catch (Refusal malformed) {
            refuse(null, malformed.code());
            return;
        }
        if (body.length > maxBody) {
            refuse(vnode, TimCode.BIG_DATA);
            return;
        }
        Content content = Content.untyped(body);
        session.publish(new StreamPublication(room, Lanes.DEFAULT, kind, 0, content, receipt(vnode)));
    }

    private StreamPublication.Receipt receipt(String vnode) {
        return (failure, place) -> {
            if (failure != null) {
                refuse(vnode, code(failure));
            }
        };
    }

    private void refuse(String vnode, TimCode code) {
        line.send(
                TimCommand.ACK, TimAck.refusal(TimCommand.STREAM.number(), code).with(TimAck.N, vnode));
    }

    /** Whoever publishes to a room that is not there does so without a right: TIM's clients know no other refusal. */
    private static TimCode code(Throwable failure) {
        return switch (GatewayException.codeOf(failure)) {
            case NOT_FOUND -> TimCode.DENIED;
            case TOO_LARGE -> TimCode.BIG_DATA;
            default -> TimCode.of(failure);
        };
    }
}
