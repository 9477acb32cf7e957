package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.rialto.adapter.Gaps;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import java.util.List;

/**
 * The frames that one client has missed: MQTT 5 is told with the next delivery of their topic, MQTT 3.1.1 cannot be
 * (decisions 16). Confined to the connection's event loop.
 */
final class UntoldGaps {
    /** The user property that tells it, once for each range. */
    static final String NAME = "gap";

    private final Client client;
    private final int maxTopics;
    private final Gaps gaps = new Gaps();

    /** Nothing is missed yet; of so many topics at most it is remembered. */
    UntoldGaps(Client client, int maxTopics) {
        this.client = client;
        this.maxTopics = maxTopics;
    }

    /** These frames do not come. */
    void note(Gap gap) {
        if (client.protocol().is5()) {
            gaps.note(gap);
            if (gaps.size() > maxTopics) {
                gaps.takeOldest();
            }
        }
    }

    /** The packets of a run, the first of which tells what was missed before it. Takes over the buffer. */
    ByteBuf told(Run run, ByteBuf packets) {
        if (!gaps.has(run.topic()) || !packets.isReadable()) {
            return packets;
        }
        List<Gap> due = gaps.takeBefore(run);
        if (due.isEmpty()) {
            return packets;
        }
        ByteBuf told = ByteBufAllocator.DEFAULT.directBuffer();
        if (append(due, packets.duplicate(), told)) {
            packets.release();
            return told;
        }
        told.release();
        due.forEach(gaps::note);
        return packets;
    }

    /** Appends the packets with these gaps in the first; false where it would be too large for the client. */
    private boolean append(List<Gap> due, ByteBuf packets, ByteBuf out) {
        ByteBuf more = properties(due);
        int header = packets.readByte();
        ByteBuf rest = packets.readSlice(Wire.readVariable(packets));
        ByteBuf head = rest.readSlice(headSize(header, rest));
        int oldSize = Wire.readVariable(rest);
        int size = oldSize + more.readableBytes();
        int length = head.readableBytes() + Wire.variableSize(size) + more.readableBytes() + rest.readableBytes();
        if (!client.takes(1 + Wire.variableSize(length) + length)) {
            return false;
        }
        out.writeByte(header);
        Wire.writeVariable(out, length);
        out.writeBytes(head);
        Wire.writeVariable(out, size);
        out.writeBytes(rest, oldSize).writeBytes(more).writeBytes(rest).writeBytes(packets);
        return true;
    }

    /** Bytes of the topic, of the packet id behind it where there is one. */
    private static int headSize(int header, ByteBuf rest) {
        int topic = 2 + rest.getUnsignedShort(rest.readerIndex());
        return (header & OutgoingPublish.QOS_BITS) == 0 ? topic : topic + 2;
    }

    private static ByteBuf properties(List<Gap> due) {
        ByteBuf properties = Unpooled.buffer(32);
        for (Gap gap : due) {
            String to = gap.to() == Gap.UNKNOWN ? "" : Long.toString(gap.to());
            AttrProperties.user(properties, NAME, gap.from() + "-" + to);
        }
        return properties;
    }
}
