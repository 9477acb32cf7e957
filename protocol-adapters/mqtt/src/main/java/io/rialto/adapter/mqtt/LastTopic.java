package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * The topic that one client has published to last. Mostly the next one is the same: then it is recognised by its bytes,
 * and everybody behind gets the same string, whose hash is known, without another one being made. Confined to its
 * connection's event loop.
 */
final class LastTopic {
    private String topic = "";
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    /** Reads the topic that stands here. */
    String read(ByteBuf in) {
        int at = in.readerIndex();
        if (isHere(in, at)) {
            in.skipBytes(2 + bytes.readableBytes());
            return topic;
        }
        topic = Wire.readText(in);
        bytes = Unpooled.wrappedBuffer(ByteBufUtil.getBytes(in, at + 2, in.readerIndex() - at - 2));
        return topic;
    }

    private boolean isHere(ByteBuf in, int at) {
        int length = bytes.readableBytes();
        return length > 0
                && in.readableBytes() >= 2 + length
                && in.getUnsignedShort(at) == length
                && ByteBufUtil.equals(bytes, 0, in, at + 2, length);
    }
}
