package io.rialto.adapter.thrift;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.adapter.web.ServerFrames;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.WireFormat;

/**
 * A run of a virtual room as TIM frames, one WebSocket message each, back to back in one buffer. Pieces of larger payloads
 * are left out: TIM cannot tell them from frames.
 */
enum StreamForm implements WireFormat {
    /** TimStream structs to connections of the compact flavour. */
    COMPACT(TimCommand.STREAM) {
        @Override
        byte[] body(String vnode, Frame frame) {
            return Flavour.COMPACT.encode(struct(vnode, frame));
        }
    },
    /** TimStream structs to connections of the JSON flavour. */
    JSON(TimCommand.STREAM) {
        @Override
        byte[] body(String vnode, Frame frame) {
            return Flavour.JSON.encode(struct(vnode, frame));
        }
    },
    /** The bare bytes behind the room's name, in either flavour (tim-protocol.md §2.8). */
    RAW(TimCommand.BIG_STREAM) {
        @Override
        byte[] body(String vnode, Frame frame) {
            return BigData.body(vnode, BigData.BINARY_END, frame.content().bytes());
        }
    };

    private static final int AROUND_PAYLOAD = 160;

    private final TimCommand command;

    StreamForm(TimCommand command) {
        this.command = command;
    }

    /** The form of structs in this flavour. */
    static StreamForm of(Flavour flavour) {
        return switch (flavour) {
            case COMPACT -> COMPACT;
            case JSON -> JSON;
        };
    }

    /** What follows the command. */
    abstract byte[] body(String vnode, Frame frame);

    @Override
    public ByteBuf encode(Run run) {
        long now = System.currentTimeMillis();
        String vnode = VNode.ofTopic(run.topic());
        int estimate = run.bytes() + run.frames().size() * AROUND_PAYLOAD;
        ByteBuf all = ByteBufAllocator.DEFAULT.directBuffer(estimate);
        for (Frame frame : run.frames()) {
            if (frame.expiresAt() > now && frame.lane().piece() == null) {
                byte[] body = body(vnode, frame);
                ServerFrames.writeHeader(all, ServerFrames.BINARY, 1 + body.length);
                all.writeByte(command.number()).writeBytes(body);
            }
        }
        return all;
    }

    /**
     * The id is the frame's sequence, which rises within the room. The dtype of TIM is signed, our kind is not: 128–255
     * become negative. Kind 0, an empty body are what a publisher means who leaves the field out, so it is left out here.
     */
    private static Struct struct(String vnode, Frame frame) {
        int kind = frame.lane().kind();
        byte[] bytes = frame.content().bytes();
        return new Struct(TimStream.SHAPE)
                .with(TimStream.ID, frame.seq())
                .with(TimStream.VNODE, vnode)
                .with(TimStream.DTYPE, kind == 0 ? null : (byte) kind)
                .with(TimStream.BODY, bytes.length == 0 ? null : bytes)
                .with(TimStream.FROM_NODE, frame.from().value());
    }
}
