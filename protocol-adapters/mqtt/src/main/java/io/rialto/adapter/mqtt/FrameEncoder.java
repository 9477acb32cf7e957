package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rialto.adapter.DropReason;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import java.nio.charset.StandardCharsets;

/**
 * Encodes frames for one client alone: without its own ones, with its subscription identifiers. Confined to the
 * connection's event loop.
 */
final class FrameEncoder {
    private final Link link;
    /** Null where the client takes none. */
    private final OutboundAliases aliases;

    FrameEncoder(Link link) {
        this.link = link;
        this.aliases = OutboundAliases.of(link.client());
    }

    /** Whether the shared encoding of this run is right for this client. */
    boolean takesShared(Run run, Granted granted) {
        return aliases == null && granted.takesShared(run, link.session());
    }

    /** Appends all frames of a run that go out with QoS 0. */
    void encode(Run run, Granted granted, ByteBuf out) {
        byte[] topic = run.topic().getBytes(StandardCharsets.UTF_8);
        for (Frame frame : run.frames()) {
            OutgoingPublish publish = publish(run, frame, topic, granted);
            if (publish != null) {
                publish.write(out, 0);
            }
        }
    }

    /** The packet for a frame; null where this client does not get it. */
    OutgoingPublish publish(Run run, Frame frame, byte[] topic, Granted granted) {
        long now = System.currentTimeMillis();
        if (!granted.takes(frame, link.session())) {
            return null;
        }
        if (frame.expiresAt() <= now) {
            return dropped(DropReason.EXPIRED);
        }
        ByteBuf properties = properties(run.topic(), frame, granted, now);
        OutgoingPublish publish = shortened(granted.format().publish(frame, topic, properties), run.topic());
        return link.client().takes(publish.size()) ? publish : dropped(DropReason.TOO_LARGE);
    }

    /** What the queue is open for is written before anything else, and not dropped. */
    private OutgoingPublish shortened(OutgoingPublish publish, String topic) {
        return aliases == null
                ? publish
                : aliases.shorten(publish, topic, link.queue().isOpen());
    }

    private ByteBuf properties(String topic, Frame frame, Granted granted, long now) {
        ByteBuf properties = granted.format().properties(topic, frame, now);
        if (properties == null || granted.ids().isEmpty()) {
            return properties;
        }
        ByteBuf own = Unpooled.buffer(32).writeBytes(properties);
        for (int id : granted.ids()) {
            own.writeByte(Property.SUBSCRIPTION_ID.number());
            Wire.writeVariable(own, id);
        }
        return own;
    }

    private OutgoingPublish dropped(DropReason reason) {
        link.door().metrics().dropped(reason, 1);
        return null;
    }
}
