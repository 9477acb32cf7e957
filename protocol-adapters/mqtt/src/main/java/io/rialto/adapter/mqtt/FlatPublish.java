package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Frames as PUBLISH packets, one after the other in one buffer: one format per protocol, granted QoS and
 * retain-as-published. Packet ids are 0; {@link PacketIds} puts those of a connection into its copy.
 */
final class FlatPublish implements WireFormat {
    private static final FlatPublish[] ALL = all();
    private static final int HEAD_BYTES = 16;
    private static final Set<String> OWN = Set.of("cseq", "from", "ts");

    private final Protocol protocol;
    private final int maxQos;
    private final boolean retainAsPublished;

    private FlatPublish(Protocol protocol, int maxQos, boolean retainAsPublished) {
        this.protocol = protocol;
        this.maxQos = maxQos;
        this.retainAsPublished = retainAsPublished;
    }

    /** The format of these subscriptions. */
    static FlatPublish of(Protocol protocol, int maxQos, boolean retainAsPublished) {
        return ALL[index(protocol, maxQos, retainAsPublished)];
    }

    @Override
    public ByteBuf encode(Run run) {
        byte[] topic = run.topic().getBytes(StandardCharsets.UTF_8);
        long now = System.currentTimeMillis();
        int frames = run.frames().size();
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(run.bytes() + frames * (topic.length + HEAD_BYTES));
        for (int i = 0; i < frames; i++) {
            Frame frame = run.frames().get(i);
            if (frame.expiresAt() > now) {
                publish(frame, topic, properties(run.topic(), frame, now)).write(out, 0);
            }
        }
        return out;
    }

    /** A frame with these properties, in this format. */
    OutgoingPublish publish(Frame frame, byte[] topic, ByteBuf properties) {
        return new OutgoingPublish(
                topic, qos(frame), retain(frame), properties, frame.content().bytes());
    }

    /** The properties a frame is delivered with; null with MQTT 3.1.1. */
    ByteBuf properties(String topic, Frame frame, long now) {
        if (!protocol.is5()) {
            return null;
        }
        if (topic.startsWith(TopicMapper.GROUP)) {
            return groupProperties(frame);
        }
        boolean expires = frame.expiresAt() != Long.MAX_VALUE;
        if (!expires
                && frame.content().attrs().isEmpty()
                && frame.content().type().isEmpty()) {
            return Unpooled.EMPTY_BUFFER;
        }
        ByteBuf properties = Unpooled.buffer(32);
        if (expires) {
            properties.writeByte(Property.MESSAGE_EXPIRY.number()).writeInt((int)
                    Math.max(1, (frame.expiresAt() - now + 999) / 1000));
        }
        AttrProperties.write(properties, frame.content(), Set.of());
        return properties;
    }

    /** A message of a group: who said it, where it stands in the room; the same names as in the inbox. */
    private static ByteBuf groupProperties(Frame frame) {
        ByteBuf properties = Unpooled.buffer(96);
        AttrProperties.user(properties, "cseq", Long.toString(frame.seq()));
        AttrProperties.user(properties, "from", frame.from().value());
        AttrProperties.user(properties, "ts", Long.toString(frame.ts()));
        AttrProperties.write(properties, frame.content(), OWN);
        return properties;
    }

    /** Whether all frames of a run are delivered with QoS 0. */
    boolean isQos0(Run run) {
        for (int i = 0; i < run.frames().size(); i++) {
            if (qos(run.frames().get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    /** The QoS a frame is delivered with. */
    int qos(Frame frame) {
        return Math.min(frame.qos(), maxQos);
    }

    private boolean retain(Frame frame) {
        return frame.stored() || (retainAsPublished && frame.retain());
    }

    private static int index(Protocol protocol, int maxQos, boolean retainAsPublished) {
        return (protocol.is5() ? 6 : 0) + maxQos * 2 + (retainAsPublished ? 1 : 0);
    }

    private static FlatPublish[] all() {
        FlatPublish[] all = new FlatPublish[12];
        for (Protocol protocol : Protocol.values()) {
            for (int qos = 0; qos <= 2; qos++) {
                all[index(protocol, qos, false)] = new FlatPublish(protocol, qos, false);
                all[index(protocol, qos, true)] = new FlatPublish(protocol, qos, true);
            }
        }
        return all;
    }
}
