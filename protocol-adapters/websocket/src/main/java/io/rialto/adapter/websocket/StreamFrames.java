package io.rialto.adapter.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.adapter.stream.RoomHandles;
import io.rialto.adapter.stream.StreamTopics;
import io.rialto.adapter.web.ServerFrames;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.WireFormat;
import java.nio.charset.StandardCharsets;

/** A run of a stream room as binary frames (docs/protocol-websocket.md), back to back in one buffer. */
final class StreamFrames implements WireFormat {
    /** The version of both layouts. */
    static final int VERSION = 1;

    private static final int HEADER = 25;
    private static final int AROUND_PAYLOAD = HEADER + 64;
    private static final int IS_PIECE = 2;
    private static final int PIECE_BYTES = 24;

    private final RoomHandles handles;

    StreamFrames(RoomHandles handles) {
        this.handles = handles;
    }

    /** Empty where no connection has to do with the room any more. */
    @Override
    public ByteBuf encode(Run run) {
        long now = System.currentTimeMillis();
        int handle = handles.of(StreamTopics.roomOf(run.topic()));
        int estimate = run.bytes() + run.frames().size() * AROUND_PAYLOAD;
        ByteBuf all = ByteBufAllocator.DEFAULT.directBuffer(handle == RoomHandles.NONE ? 1 : estimate);
        for (Frame frame : run.frames()) {
            if (handle != RoomHandles.NONE && frame.expiresAt() > now) {
                write(all, handle, run.epoch(), frame);
            }
        }
        return all;
    }

    private static void write(ByteBuf out, int handle, long epoch, Frame frame) {
        byte[] lane = frame.lane().lane().getBytes(StandardCharsets.UTF_8);
        byte[] publisher = frame.from().value().getBytes(StandardCharsets.UTF_8);
        byte[] body = frame.content().bytes();
        Piece piece = frame.lane().piece();
        int header = HEADER + lane.length + publisher.length + (piece == null ? 0 : PIECE_BYTES);
        ServerFrames.writeHeader(out, ServerFrames.BINARY, header + body.length);
        out.writeByte(VERSION)
                .writeByte(piece == null ? 0 : IS_PIECE)
                .writeByte(frame.lane().kind())
                .writeByte(lane.length);
        out.writeInt(handle).writeLong(epoch).writeLong(frame.seq());
        out.writeByte(publisher.length);
        out.writeBytes(lane).writeBytes(publisher);
        if (piece != null) {
            out.writeLong(piece.payload()).writeLong(piece.offset()).writeLong(piece.total());
        }
        out.writeBytes(body);
    }
}
