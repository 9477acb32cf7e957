package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.stream.StreamTopics;
import io.rialto.contract.session.Push;

/** The frames that clients get without asking, besides what others publish. */
final class Events {
    private static final int SLOW_CONSUMER = 1;
    private static final int NOT_KEPT = 2;
    private static final int CAME = 1;

    private Events() {}

    /** Frames were dropped for a slow consumer; null where a frame cannot name where. */
    static ByteBuf gap(String topic, long epoch, long from, long to) {
        String room = StreamTopics.isStream(topic) ? StreamTopics.roomOf(topic).value() : MessageFormat.roomOf(topic);
        return Wire.isText16(room) ? gap(SLOW_CONSUMER, epoch, from, to, room) : null;
    }

    /** Frames of a stream room that were asked for are not kept any more. */
    static ByteBuf notKept(String room, long epoch, long from, long to) {
        return gap(NOT_KEPT, epoch, from, to, room);
    }

    /** A publisher came or left. */
    static ByteBuf lane(int handle, Push.LaneChanged change) {
        return Wire.frame(Wire.LANE, change.joined() ? CAME : 0, out -> {
            out.writeInt(handle);
            Wire.text8(out, change.lane());
            Wire.text8(out, change.account().value());
        });
    }

    /** A room is over. */
    static ByteBuf ended(int handle, Push.StreamEnd why) {
        int number =
                switch (why) {
                    case REMOVED -> 1;
                    case IDLE -> 2;
                };
        return Wire.frame(Wire.ENDED, 0, out -> out.writeInt(handle).writeByte(number));
    }

    private static ByteBuf gap(int reason, long epoch, long from, long to, String room) {
        return Wire.frame(Wire.GAP, 0, out -> {
            out.writeByte(reason).writeLong(epoch).writeLong(from).writeLong(to);
            Wire.text16(out, room);
        });
    }
}
