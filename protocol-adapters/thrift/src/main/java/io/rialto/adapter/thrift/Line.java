package io.rialto.adapter.thrift;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.adapter.DropReason;
import io.rialto.adapter.Reading;
import io.rialto.adapter.web.CloseCode;
import io.rialto.adapter.web.ServerFrames;
import io.rialto.adapter.web.WebSocketConnection;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.WireFormat;
import io.rialto.contract.session.Origin;

/**
 * Writes frames to one client in its flavour: each is one WebSocket message, since clients take no fragments
 * (tim-protocol.md §1.3). Confined to the connection's event loop.
 */
final class Line {
    private static final int ACK_REQUIRED = 0x80;
    private static final int SYNC_ID_BYTES = 4;
    private static final byte[] NO_BODY = {};

    private final WebSocketConnection connection;
    private final ThriftDoor door;
    private Flavour flavour = Flavour.COMPACT;
    private int largest = Integer.MAX_VALUE;

    Line(WebSocketConnection connection, ThriftDoor door) {
        this.connection = connection;
        this.door = door;
    }

    /** Where the connection comes from. */
    Origin origin() {
        return connection.origin();
    }

    /** Milliseconds of the door's clock. */
    long now() {
        return door.now();
    }

    ThriftDoor door() {
        return door;
    }

    Flavour flavour() {
        return flavour;
    }

    /** From now on bodies are in this flavour. */
    void flavour(Flavour spoken) {
        this.flavour = spoken;
    }

    /** From now on nothing larger than this goes out: the client would close, and come back for it for ever. */
    void largest(int bytes) {
        this.largest = bytes;
    }

    /** Whether the client takes a frame with a body of so many bytes, even one that it acknowledges. */
    boolean takes(int body) {
        return body <= largest - 1 - SYNC_ID_BYTES;
    }

    /** The client never gets something, since it takes nothing that large; it is counted. */
    void skipped() {
        door.metrics().dropped(DropReason.TOO_LARGE, 1);
    }

    /** Sends a frame without a body. */
    void send(TimCommand command) {
        send(command, NO_BODY);
    }

    /** Sends a struct. */
    void send(TimCommand command, Struct struct) {
        send(command, flavour.encode(struct));
    }

    /** Sends a body as it is, unless it is too large for the client. */
    void send(TimCommand command, byte[] body) {
        if (!takes(body.length)) {
            skipped();
            return;
        }
        ByteBuf frame = frame(1 + body.length);
        connection.send(frame.writeByte(command.number()).writeBytes(body));
    }

    /** Sends a body that the client acknowledges by this number. */
    void sendForAck(TimCommand command, int syncId, byte[] body) {
        ByteBuf frame = frame(1 + SYNC_ID_BYTES + body.length);
        frame.writeByte(command.number() | ACK_REQUIRED).writeInt(syncId);
        connection.send(frame.writeBytes(body));
    }

    /** Sends frames of a room in the encoding they share with its other subscribers, as long as there is room. */
    void offer(Run run, WireFormat format) {
        ByteBuf shared = run.encoded(format);
        if (run.pieces() > 0) {
            door.metrics().dropped(DropReason.PIECE, run.pieces());
        }
        if (shared.isReadable()) {
            connection.offer(run, shared);
            door.metrics().delivered(run.frames().size() - run.pieces());
        }
    }

    /** Frames of a room that this client does not get: TIM has no word for gaps, they are counted (decisions 16). */
    void lost(int frames) {
        door.metrics().dropped(DropReason.SLOW_CONSUMER, frames);
    }

    /** Says why a request is not carried out. */
    void refuse(int command, TimCode code) {
        send(TimCommand.ACK, TimAck.refusal(command, code));
    }

    /** Says why, then closes: the client does not keep to the protocol. */
    void refuseForGood(int command, TimCode code) {
        door.metrics().dropped(DropReason.MALFORMED, 1);
        refuse(command, code);
        connection.close(CloseCode.POLICY, code.text());
    }

    /** Drops a frame in silence, as TIM does with some that break its rules. */
    void ignoreMalformed() {
        door.metrics().dropped(DropReason.MALFORMED, 1);
    }

    /** Closes without a word of this protocol. */
    void close(int closeCode, String reason) {
        connection.close(closeCode, reason);
    }

    /** Whether what is sent now goes straight to the socket. */
    boolean isOpen() {
        return connection.isOpen();
    }

    boolean isClosing() {
        return connection.isClosing();
    }

    /** From now on frames may be as large as the door allows. */
    void raiseLimit() {
        connection.raiseLimit();
    }

    Reading reading() {
        return connection.reading();
    }

    private static ByteBuf frame(int length) {
        ByteBuf frame = ByteBufAllocator.DEFAULT.directBuffer(ServerFrames.headerBytes(length) + length);
        ServerFrames.writeHeader(frame, ServerFrames.BINARY, length);
        return frame;
    }
}
