package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.rialto.adapter.DropReason;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;

/**
 * Frames of stream rooms to one client, at most once (QoS 0): a run's shared encoding where it says all that this client
 * is to be told, else one of its own. Confined to the connection's event loop.
 */
final class StreamDeliveries {
    private final Link link;
    private final UntoldGaps gaps;
    private final StreamFormat format;

    StreamDeliveries(Link link, UntoldGaps gaps) {
        this.link = link;
        this.gaps = gaps;
        this.format = StreamFormat.of(link.client().protocol());
    }

    /** Takes a run for the subscriptions of its room. */
    void offer(Run run, StreamSubscriber subscriber) {
        int untold = format.untold(run);
        if (untold > 0) {
            link.door().metrics().dropped(DropReason.PIECE, untold);
        }
        link.door().metrics().delivered(run.frames().size() - untold);
        if (!isShared(run, subscriber.common()) || !offerShared(run)) {
            offerOwn(run, subscriber);
        }
    }

    /** Frames do not come: MQTT 5 is told with the next one. */
    void missed(Gap gap) {
        gaps.note(gap);
    }

    private boolean isShared(Run run, Granted common) {
        return common != null && common.takesShared(run, link.session());
    }

    private boolean offerShared(Run run) {
        ByteBuf shared = run.encoded(format);
        boolean fits = link.client().takes(shared.readableBytes());
        if (fits && shared.isReadable()) {
            link.queue().offer(run, shared);
        }
        return fits;
    }

    private void offerOwn(Run run, StreamSubscriber subscriber) {
        ByteBuf own = ByteBufAllocator.DEFAULT.directBuffer();
        for (Frame frame : run.frames()) {
            Granted granted = subscriber.of(frame, link.session());
            if (granted != null && format.tells(frame)) {
                write(run, frame, granted, own);
            }
        }
        if (own.isReadable()) {
            link.queue().offer(run, own);
        }
        own.release();
    }

    private void write(Run run, Frame frame, Granted granted, ByteBuf out) {
        OutgoingPublish publish = format.publish(run, frame, properties(frame, granted));
        if (link.client().takes(publish.size())) {
            publish.write(out, 0);
        } else {
            link.door().metrics().dropped(DropReason.TOO_LARGE, 1);
        }
    }

    private ByteBuf properties(Frame frame, Granted granted) {
        ByteBuf properties = format.properties(frame);
        if (properties == null || granted.ids().isEmpty()) {
            return properties;
        }
        ByteBuf own = Unpooled.buffer(128).writeBytes(properties);
        for (int id : granted.ids()) {
            own.writeByte(Property.SUBSCRIPTION_ID.number());
            Wire.writeVariable(own, id);
        }
        return own;
    }
}
