package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rialto.contract.message.StoredMessage;

/** The part of an ITEM that all its receivers share: the message. The sender's own id is shown to the sender only. */
final class ItemFormat implements StoredMessage.Format {
    static final StoredMessage.Format OTHERS = new ItemFormat(false);
    static final StoredMessage.Format OWN = new ItemFormat(true);

    private static final int AROUND_PAYLOAD = 128;

    private final boolean withCmid;

    private ItemFormat(boolean withCmid) {
        this.withCmid = withCmid;
    }

    @Override
    public byte[] encode(StoredMessage message) {
        ByteBuf out = Unpooled.buffer(AROUND_PAYLOAD + message.content().size());
        out.writeLong(message.mid().value()).writeLong(message.cseq()).writeLong(message.ts());
        Wire.text16(out, message.room().value());
        Wire.text8(out, message.from().value());
        Wire.text8(out, withCmid ? message.cmid().orElse("") : "");
        Wire.content(out, message.content());
        return ByteBufUtil.getBytes(out);
    }
}
