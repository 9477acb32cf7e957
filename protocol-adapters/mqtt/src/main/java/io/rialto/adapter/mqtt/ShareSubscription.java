package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Share;
import io.rialto.contract.channel.ShareMember;
import java.nio.charset.StandardCharsets;

/**
 * A shared subscription of one client (MQTT 5 §4.8.2). Nothing of QoS 1 and 2 waits here: what client and socket do not
 * take now goes back to the group, for others. Confined to the connection's event loop.
 */
final class ShareSubscription extends AskedFor implements ShareMember {
    private static final int CHUNK_BYTES = 65_536;

    private final Link link;
    private final FrameEncoder encoder;
    private final PacketIds ids;
    private final Deliveries deliveries;
    private final ShareSubscriptions all;
    private Granted granted;
    /** As granted, for frames that are delivered with QoS 0. */
    private Granted volatiles;

    ShareSubscription(
            Link link,
            FrameEncoder encoder,
            PacketIds ids,
            Deliveries deliveries,
            ShareSubscriptions all,
            Granted granted) {
        this.link = link;
        this.encoder = encoder;
        this.ids = ids;
        this.deliveries = deliveries;
        this.all = all;
        grant(granted);
    }

    /** From now on it is delivered like this. */
    void grant(Granted now) {
        granted = now;
        volatiles = now.atMostOnce();
    }

    Granted granted() {
        return granted;
    }

    @Override
    public int qos() {
        return granted.qos();
    }

    @Override
    public int window() {
        return link.client().window();
    }

    @Override
    public int take(Run run, long first, Share share) {
        if (first > 0) {
            int taken = takeKept(run, first, share);
            if (taken < run.frames().size()) {
                all.paused(share);
            }
            return taken;
        }
        deliveries.offer(run, volatiles);
        if (!link.queue().isOpen()) {
            all.paused(share);
            share.pause();
        }
        return run.frames().size();
    }

    private int takeKept(Run run, long first, Share share) {
        byte[] topic = run.topic().getBytes(StandardCharsets.UTF_8);
        int taken = 0;
        while (taken < run.frames().size() && ids.free() > 0 && link.queue().isOpen()) {
            taken = send(run, topic, first, taken, share);
        }
        return taken;
    }

    /** Writes frames from this one on, as one buffer; the first that was not written. */
    private int send(Run run, byte[] topic, long first, int from, Share share) {
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer();
        int next = from;
        while (next < run.frames().size() && ids.free() > 0 && out.readableBytes() < CHUNK_BYTES) {
            write(run, run.frames().get(next), topic, first + next, share, out);
            next++;
        }
        if (out.isReadable()) {
            link.queue().write(out);
        } else {
            out.release();
        }
        return next;
    }

    private void write(Run run, Frame frame, byte[] topic, long ticket, Share share, ByteBuf out) {
        OutgoingPublish publish = encoder.publish(run, frame, topic, granted);
        if (publish == null) {
            share.done(ticket); // expired, or larger than the client takes: nobody else gets it either
            return;
        }
        link.door().metrics().delivered(1);
        if (publish.qos() == 0) {
            publish.write(out, 0);
            share.done(ticket);
        } else {
            int id = ids.take(publish.qos(), 0);
            all.sent(id, share, ticket);
            link.door().traffic().publishSent(publish.qos());
            publish.write(out, id);
        }
    }
}
