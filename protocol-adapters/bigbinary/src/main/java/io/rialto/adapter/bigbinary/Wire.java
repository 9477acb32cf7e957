package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.rialto.contract.message.Content;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How the gateway's frames are written; CONTENT both ways. */
final class Wire {
    static final int WELCOME = 0x81;
    static final int REFUSED = 0x82;
    static final int DONE = 0x83;
    static final int PONG = 0x84;
    static final int SENT = 0x85;
    static final int OPENED = 0x86;
    static final int MESSAGE = 0x87;
    static final int GAP = 0x88;
    static final int ITEM = 0x89;
    static final int FRAME = 0x8A;
    static final int TAKEN = 0x8B;
    static final int REJECTED = 0x8C;
    static final int LANE = 0x8D;
    static final int ENDED = 0x8E;
    static final int WINDOW = 0x8F;
    static final int ENTERED = 0x90;
    static final int SUBSCRIBED = 0x91;
    static final int SIGNALLED = 0x92;
    static final int VIEWING = 0x93;
    static final int BYE = 0x9F;

    /** Bytes before a frame's body. */
    static final int HEADER = 6;

    private static final int MAX_TEXT8 = 255;
    private static final int MAX_TEXT16 = 65_535;

    private Wire() {}

    /** A frame of its own. */
    static ByteBuf frame(int type, int flags, Consumer<ByteBuf> body) {
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(64);
        int start = begin(out, type, flags);
        body.accept(out);
        end(out, start);
        return out;
    }

    /** Begins a frame; where it begins. */
    static int begin(ByteBuf out, int type, int flags) {
        int start = out.writerIndex();
        out.writeInt(0).writeByte(type).writeByte(flags);
        return start;
    }

    /** Ends the frame that began there. */
    static void end(ByteBuf out, int start) {
        out.setInt(start, out.writerIndex() - start - Integer.BYTES);
    }

    static void text8(ByteBuf out, String text) {
        out.writeByte(ByteBufUtil.utf8Bytes(text));
        out.writeCharSequence(text, StandardCharsets.UTF_8);
    }

    static void text16(ByteBuf out, String text) {
        out.writeShort(ByteBufUtil.utf8Bytes(text));
        out.writeCharSequence(text, StandardCharsets.UTF_8);
    }

    /** Whether a text has a length that two bytes can say. */
    static boolean isText16(String text) {
        return text.length() <= MAX_TEXT16 / 3 || ByteBufUtil.utf8Bytes(text) <= MAX_TEXT16;
    }

    /** Reads CONTENT, to the end of the frame. */
    static Content content(Body body) {
        String type = body.text8();
        int count = body.u8();
        Map<String, byte[]> attrs = count == 0 ? Map.of() : new HashMap<>();
        for (int i = 0; i < count; i++) {
            attrs.put(body.text8(), body.bytes16());
        }
        return new Content(type, body.rest(), attrs);
    }

    /** Writes CONTENT; attributes that no field can hold are left out. */
    static void content(ByteBuf out, Content content) {
        text8(out, content.type());
        List<Map.Entry<String, byte[]>> attrs = content.attrs().entrySet().stream()
                .filter(attr -> ByteBufUtil.utf8Bytes(attr.getKey()) <= MAX_TEXT8)
                .limit(MAX_TEXT8)
                .toList();
        out.writeByte(attrs.size());
        for (Map.Entry<String, byte[]> attr : attrs) {
            text8(out, attr.getKey());
            out.writeShort(attr.getValue().length).writeBytes(attr.getValue());
        }
        out.writeBytes(content.bytes());
    }
}
