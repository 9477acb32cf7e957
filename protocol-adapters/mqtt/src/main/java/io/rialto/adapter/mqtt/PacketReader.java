package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.adapter.GatheringReader;

/**
 * Cuts what a connection receives into packets. A packet is refused by its first bytes, before anything is kept of it:
 * wrong flags, a length above the limit. Confined to the connection's event loop.
 */
final class PacketReader extends GatheringReader {
    private static final int MAX_LENGTH_BYTES = 4;

    /** Where what was received ends, while the buffer ends with the packet that was given; else -1. */
    private int receivedEnd = -1;

    private int limit;
    private int header;
    private PacketType type;

    /** Nothing gathered; packets of at most this many bytes. */
    PacketReader(int limit) {
        this.limit = limit;
    }

    /** From now on packets may have this many bytes. */
    void limit(int bytes) {
        limit = bytes;
    }

    @Override
    public void add(ByteBufAllocator allocator, ByteBuf bytes) {
        endPacket();
        super.add(allocator, bytes);
    }

    /** The type of the packet that begins here; null where nothing is there. */
    PacketType peek() {
        endPacket();
        ByteBuf in = front();
        return in == null || !in.isReadable() ? null : PacketType.of(in.getUnsignedByte(in.readerIndex()));
    }

    /**
     * What follows the fixed header of the next packet, valid until the next call; null where it is not there yet. Its
     * first byte and type can be asked for then. It is what was received itself, which ends with the packet for so long.
     */
    ByteBuf next() {
        endPacket();
        ByteBuf in = front();
        if (in == null || in.readableBytes() < 2) {
            return null;
        }
        int start = in.readerIndex();
        int first = in.getUnsignedByte(start);
        PacketType found = PacketType.of(first);
        int lengthBytes = lengthBytes(in, start + 1);
        if (lengthBytes == 0) {
            return null;
        }
        int length = length(in, start + 1, lengthBytes);
        int whole = 1 + lengthBytes + length;
        if (whole > limit) {
            in.readerIndex(start + whole - length);
            throw new MalformedPacket(ReasonCodes.PACKET_TOO_LARGE, found + " of " + whole + " bytes");
        }
        if (in.readableBytes() < whole) {
            await(whole);
            return null;
        }
        header = first;
        type = found;
        receivedEnd = in.writerIndex();
        return in.setIndex(start + whole - length, start + whole);
    }

    /** What is there of a packet that {@link #next} refused for its length, behind its fixed header. */
    ByteBuf begun() {
        return front();
    }

    /** The type of the packet that {@link #next} gave. */
    PacketType type() {
        return type;
    }

    /** The first byte of the packet that {@link #next} gave. */
    int header() {
        return header;
    }

    @Override
    public void trim() {
        endPacket();
        super.trim();
    }

    @Override
    public void close() {
        receivedEnd = -1;
        super.close();
    }

    /** What the packet's reader has left of it is skipped. */
    private void endPacket() {
        if (receivedEnd >= 0) {
            ByteBuf in = front();
            in.setIndex(in.writerIndex(), receivedEnd);
            receivedEnd = -1;
        }
    }

    /** How many bytes the remaining length has; 0 where its end is not there yet. */
    private static int lengthBytes(ByteBuf in, int start) {
        int there = Math.min(MAX_LENGTH_BYTES, in.writerIndex() - start);
        for (int i = 0; i < there; i++) {
            if (in.getByte(start + i) >= 0) {
                return i + 1;
            }
        }
        if (there == MAX_LENGTH_BYTES) {
            throw new MalformedPacket(ReasonCodes.MALFORMED, "remaining length has more than 4 bytes");
        }
        return 0;
    }

    private static int length(ByteBuf in, int start, int bytes) {
        if (bytes > 1 && in.getByte(start + bytes - 1) == 0) {
            throw new MalformedPacket(ReasonCodes.MALFORMED, "remaining length is longer than it must be");
        }
        int length = 0;
        for (int i = 0; i < bytes; i++) {
            length |= (in.getByte(start + i) & 0x7F) << (7 * i);
        }
        return length;
    }
}
