package io.rialto.cluster.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rialto.cluster.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node says about itself before anything else on a link.
 *
 * @param nonce fresh random bytes in hexadecimal, so that no proof can be used twice
 * @param node its name
 * @param tag its process, as membership lists it
 * @param boot which of its starts this is
 * @param shards how many event loops it serves with
 * @param draining whether it is about to leave
 * @param address where its batches are to be sent on the event bus
 * @param windows what it takes of each class before it must be asked again
 */
record Hello(
        String nonce,
        NodeId node,
        String tag,
        long boot,
        int shards,
        boolean draining,
        String address,
        List<Long> windows) {
    /** Bytes of a nonce. */
    static final int NONCE = 32;

    private static final int MAGIC = 0x524c544f; // RLTO
    private static final int VERSION = 1;
    private static final int CLASSES = 3;

    /** Keeps a copy. */
    Hello {
        windows = List.copyOf(windows);
    }

    byte[] encode() {
        ByteBuf out = Unpooled.buffer(256);
        out.writeInt(MAGIC).writeByte(VERSION);
        text(out, nonce);
        text(out, node.value());
        text(out, tag);
        text(out, address);
        out.writeLong(boot).writeInt(shards).writeBoolean(draining);
        windows.forEach(out::writeLong);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    /** Reads what a peer said; refuses everything else. */
    static Hello decode(ByteBuf in) {
        try {
            require(in.readInt() == MAGIC, "it speaks another protocol");
            require(in.readByte() == VERSION, "it speaks another version");
            String nonce = text(in);
            require(nonce.length() == 2 * NONCE, "its nonce is too short");
            NodeId node = new NodeId(text(in));
            String tag = text(in);
            String address = text(in);
            long boot = in.readLong();
            int shards = in.readInt();
            boolean draining = in.readBoolean();
            List<Long> windows = new ArrayList<>(CLASSES);
            for (int i = 0; i < CLASSES; i++) {
                long window = in.readLong();
                require(window > 0, "a window is not positive");
                windows.add(window);
            }
            require(!in.isReadable() && shards > 0, "its hello is malformed");
            return new Hello(nonce, node, tag, boot, shards, draining, address, windows);
        } catch (IndexOutOfBoundsException tooShort) {
            throw new IllegalArgumentException("its hello is cut short", tooShort);
        }
    }

    private static void text(ByteBuf out, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length).writeBytes(bytes);
    }

    private static String text(ByteBuf in) {
        return in.readCharSequence(in.readUnsignedShort(), StandardCharsets.UTF_8)
                .toString();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
