package io.rialto.adapter.websocket;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.CommandGate;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.stream.KnownRoom;
import io.rialto.adapter.stream.KnownRooms;
import io.rialto.config.StreamsConfig;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.message.Content;
import io.rialto.contract.stream.StreamPublication;

/** Takes the frames that one connection publishes to stream rooms. Confined to the connection's event loop. */
final class StreamPublisher {
    private final CommandGate gate;
    private final Events events;
    private final KnownRooms rooms;
    private final DoorMetrics metrics;
    private final StreamsConfig limits;

    StreamPublisher(WebSocketDoor door, CommandGate gate, Events events, KnownRooms rooms) {
        this.gate = gate;
        this.events = events;
        this.rooms = rooms;
        this.metrics = door.metrics();
        this.limits = door.doors().config().streams();
    }

    /** Takes a binary message: what is wrong with one frame is told, what is no frame closes the connection. */
    void take(ByteBuf message) {
        PublishFrame frame = PublishFrame.of(message);
        metrics.received(1);
        try {
            publish(frame);
        } catch (GatewayException refused) {
            events.refused(frame.handle(), frame.number(), refused);
        }
    }

    private void publish(PublishFrame frame) {
        frame.requireKnown();
        KnownRoom room = rooms.require(frame.handle());
        if (frame.bodyLength() > limits.maxFrame()) {
            throw new GatewayException(
                    ErrorCode.TOO_LARGE, "a frame has " + frame.bodyLength() + " bytes, at most " + limits.maxFrame());
        }
        Piece piece = frame.piece();
        if (piece != null) {
            piece.requireAtMost(limits.maxPayload());
        }
        gate.session()
                .publish(new StreamPublication(
                        room.id(),
                        frame.lane(),
                        frame.kind(),
                        frame.number(),
                        Content.untyped(frame.body()),
                        piece,
                        frame.wantsReceipt() ? receipt(frame.handle(), frame.number()) : null));
    }

    private StreamPublication.Receipt receipt(int handle, long number) {
        return (failure, place) -> {
            if (failure == null) {
                events.taken(handle, number, place);
            } else {
                events.refused(handle, number, failure);
            }
        };
    }
}
