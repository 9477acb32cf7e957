package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.WireFormat;

/** A run of a channel as MESSAGE frames, one after the other in one buffer. */
final class MessageFormat implements WireFormat {
    static final WireFormat FORMAT = new MessageFormat();

    private static final String GROUPS = "$group/";
    private static final int AROUND_PAYLOAD = 64;
    private static final int RETAINED = 1;

    private MessageFormat() {}

    /** What a channel, or a group under its live view, is called. */
    static String roomOf(String topic) {
        return topic.startsWith(GROUPS) ? "g:" + topic.substring(GROUPS.length()) : "c:" + topic;
    }

    /** Empty where the name of the channel is longer than a frame can say. */
    @Override
    public ByteBuf encode(Run run) {
        long now = System.currentTimeMillis();
        String room = roomOf(run.topic());
        boolean named = Wire.isText16(room);
        int around = AROUND_PAYLOAD + room.length();
        ByteBuf all = ByteBufAllocator.DEFAULT.directBuffer(
                named ? run.bytes() + run.frames().size() * around : 1);
        for (Frame frame : run.frames()) {
            if (named && frame.expiresAt() > now) {
                write(all, room, run.epoch(), frame);
            }
        }
        return all;
    }

    private static void write(ByteBuf out, String room, long epoch, Frame frame) {
        int start = Wire.begin(out, Wire.MESSAGE, frame.stored() ? RETAINED : 0);
        Wire.text16(out, room);
        out.writeLong(epoch).writeLong(frame.seq()).writeLong(frame.ts());
        Wire.text8(out, frame.from().value());
        Wire.content(out, frame.content());
        Wire.end(out, start);
    }
}
