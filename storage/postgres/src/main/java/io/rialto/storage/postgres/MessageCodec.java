package io.rialto.storage.postgres;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.sql.ContentColumns;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Messages as bytes, in memory only: the room's surrogate key, numbers, then texts and bytes behind their lengths, of which a
 * negative one stands for null.
 */
final class MessageCodec {
    private static final int NUMBERS = 4 * Long.BYTES;

    private MessageCodec() {}

    static byte[] encode(long roomKey, StoredMessage message) {
        byte[] room = utf8(message.room().value());
        byte[] from = utf8(message.from().value());
        byte[] cmid = message.cmid().map(MessageCodec::utf8).orElse(null);
        byte[] type = utf8(message.content().type());
        byte[] attrs = ContentColumns.attrs(message.content());
        byte[] bytes = message.content().bytes();
        ByteBuffer out = ByteBuffer.allocate(
                NUMBERS + size(room) + size(from) + size(cmid) + size(type) + size(attrs) + size(bytes));
        out.putLong(roomKey);
        out.putLong(message.mid().value()).putLong(message.cseq()).putLong(message.ts());
        put(out, room);
        put(out, from);
        put(out, cmid);
        put(out, type);
        put(out, attrs);
        put(out, bytes);
        return out.array();
    }

    /** The surrogate key of the room of an encoded message. */
    static long roomKey(byte[] encoded) {
        return ByteBuffer.wrap(encoded).getLong();
    }

    static StoredMessage decode(byte[] encoded) {
        ByteBuffer in = ByteBuffer.wrap(encoded, Long.BYTES, encoded.length - Long.BYTES);
        MessageId mid = new MessageId(in.getLong());
        long cseq = in.getLong();
        long ts = in.getLong();
        RoomId room = new RoomId(text(in));
        AccountId from = new AccountId(text(in));
        String cmid = text(in);
        return new StoredMessage(
                mid, room, cseq, from, cmid, ts, ContentColumns.content(text(in), bytes(in), bytes(in)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int size(byte[] bytes) {
        return Integer.BYTES + (bytes == null ? 0 : bytes.length);
    }

    private static void put(ByteBuffer out, byte[] bytes) {
        if (bytes == null) {
            out.putInt(-1);
        } else {
            out.putInt(bytes.length).put(bytes);
        }
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = bytes(in);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
