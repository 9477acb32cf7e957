package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.adapter.stream.RoomHandles;
import io.rialto.adapter.stream.StreamTopics;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.WireFormat;

/**
 * A run of a stream room as FRAMEs, one after the other in one buffer: as many as the run has, since they do not expire.
 * One instance for all connections of a node.
 */
final class StreamFormat implements WireFormat {
    /** The flag of a frame that is a piece. */
    static final int PIECE = 2;

    private static final int AROUND_BODY = 64;

    private final RoomHandles handles;

    StreamFormat(RoomHandles handles) {
        this.handles = handles;
    }

    /** Empty where no connection has to do with the room any more. */
    @Override
    public ByteBuf encode(Run run) {
        int handle = handles.of(StreamTopics.roomOf(run.topic()));
        if (handle == RoomHandles.NONE) {
            return ByteBufAllocator.DEFAULT.directBuffer(1);
        }
        ByteBuf all =
                ByteBufAllocator.DEFAULT.directBuffer(run.bytes() + run.frames().size() * AROUND_BODY);
        run.frames().forEach(frame -> write(all, handle, run.epoch(), frame));
        return all;
    }

    private static void write(ByteBuf out, int handle, long epoch, Frame frame) {
        Piece piece = frame.lane().piece();
        int start = Wire.begin(out, Wire.FRAME, piece == null ? 0 : PIECE);
        out.writeInt(handle)
                .writeLong(epoch)
                .writeLong(frame.seq())
                .writeByte(frame.lane().kind());
        Wire.text8(out, frame.lane().lane());
        Wire.text8(out, frame.from().value());
        if (piece != null) {
            out.writeLong(piece.payload()).writeLong(piece.offset()).writeLong(piece.total());
        }
        out.writeBytes(frame.content().bytes());
        Wire.end(out, start);
    }
}
