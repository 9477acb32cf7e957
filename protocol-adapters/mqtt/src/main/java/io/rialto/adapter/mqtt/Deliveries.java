package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;

/**
 * Frames to one client. The common case, QoS 0 with nothing of its own, writes the run's shared encoding and allocates
 * nothing; everything else takes its own way. Confined to the connection's event loop.
 */
final class Deliveries {
    private final Link link;
    private final FrameEncoder encoder;
    private final OutboundWindow window;
    private final UntoldGaps gaps;
    private boolean inbox;

    Deliveries(Link link, FrameEncoder encoder, OutboundWindow window, UntoldGaps gaps) {
        this.link = link;
        this.encoder = encoder;
        this.window = window;
        this.gaps = gaps;
    }

    /** Takes a run for a subscription. */
    void offer(Run run, Granted granted) {
        link.door().metrics().delivered(granted.count(run));
        if (granted.qos() > 0) {
            window.offer(run, granted);
        } else if (!encoder.takesShared(run, granted) || !offerShared(run, granted)) {
            offerOwn(run, granted);
        }
    }

    /** The session that what is published on this connection comes from. */
    long session() {
        return link.session();
    }

    /** Frames do not come: MQTT 5 is told with the next one. */
    void missed(Gap gap) {
        gaps.note(gap);
    }

    /** Whether the inbox is open on this connection. */
    boolean hasInbox() {
        return inbox;
    }

    /** The inbox was opened, or closed. */
    void inbox(boolean open) {
        inbox = open;
    }

    private boolean offerShared(Run run, Granted granted) {
        ByteBuf shared = run.encoded(granted.format());
        int bytes = shared.readableBytes();
        if (!link.client().takes(bytes)) {
            return false;
        }
        if (bytes > 0) {
            link.queue().offer(run, shared);
        }
        return true;
    }

    private void offerOwn(Run run, Granted granted) {
        ByteBuf own = ByteBufAllocator.DEFAULT.directBuffer();
        encoder.encode(run, granted, own);
        if (own.isReadable()) {
            link.queue().offer(run, own);
        }
        own.release();
    }
}
