package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.stream.StreamTopics;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.StreamPlace;

/** The frames that clients get without asking, besides what others publish. */
final class Events {
    private static final int CAME = 1;

    private Events() {}

    /** Frames do not come; null where a frame cannot name where. */
    static ByteBuf gap(Gap gap) {
        String topic = gap.topic();
        String room = StreamTopics.isStream(topic) ? StreamTopics.roomOf(topic).value() : MessageFormat.roomOf(topic);
        return Wire.isText16(room) ? gap(gap.cause(), gap.epoch(), gap.from(), gap.to(), room) : null;
    }

    /** Frames of a stream room that were asked for are not kept any more. */
    static ByteBuf notKept(String room, long epoch, long from, long to) {
        return gap(Gap.Cause.NOT_KEPT, epoch, from, to, room);
    }

    /** A publisher came or left. */
    static ByteBuf lane(int handle, Push.LaneChanged change) {
        return Wire.frame(Wire.LANE, change.joined() ? CAME : 0, out -> {
            out.writeInt(handle);
            Wire.text8(out, change.lane());
            Wire.text8(out, change.account().value());
        });
    }

    /** Somebody says something that is not kept. */
    static ByteBuf signal(Push.Signalled push) {
        return Wire.frame(Wire.SIGNALLED, 0, out -> {
            Wire.text16(out, push.room().value());
            Wire.text8(out, push.from().value());
            Wire.content(out, push.content());
        });
    }

    /** An operator has this connection see a room from there on; no more where {@code head} is null. */
    static ByteBuf viewing(RoomId room, int handle, StreamPlace head) {
        return Wire.frame(Wire.VIEWING, head == null ? 0 : CAME, out -> {
            out.writeInt(handle).writeLong(head == null ? 0 : head.epoch()).writeLong(head == null ? 0 : head.seq());
            Wire.text8(out, room.value());
        });
    }

    /** A room is over. */
    static ByteBuf ended(int handle, Push.StreamEnd why) {
        int number =
                switch (why) {
                    case REMOVED -> 1;
                    case IDLE -> 2;
                    case LOST -> 3;
                };
        return Wire.frame(Wire.ENDED, 0, out -> out.writeInt(handle).writeByte(number));
    }

    private static ByteBuf gap(Gap.Cause cause, long epoch, long from, long to, String room) {
        int reason =
                switch (cause) {
                    case SLOW_CONSUMER -> 1;
                    case NOT_KEPT -> 2;
                    case LINK -> 3;
                    case RELAY_LOST -> 4;
                };
        return Wire.frame(Wire.GAP, 0, out -> {
            out.writeByte(reason).writeLong(epoch).writeLong(from).writeLong(to);
            Wire.text16(out, room);
        });
    }
}
