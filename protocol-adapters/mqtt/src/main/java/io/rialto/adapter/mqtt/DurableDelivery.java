package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.rialto.adapter.DropReason;
import io.rialto.contract.channel.Queued;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.session.DurableSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The queue of a durable session to its client, with QoS 1 and 2 (MQTT 5 §4.3, §4.4): core sends as many messages as the
 * window holds; what the socket does not take now waits here. Answers of the client to these, and to items of its inbox, are
 * made durable here. Confined to the connection's event loop.
 */
final class DurableDelivery {
    private final Link link;
    private final DurableSession durable;
    private final DurableIds ids;
    private final Deque<Queued> waiting = new ArrayDeque<>(0);

    DurableDelivery(Link link, DurableSession durable, DurableIds ids) {
        this.link = link;
        this.durable = durable;
        this.ids = ids;
    }

    /** Sends again what the client has received and not completed, then the queue. */
    void resume() {
        durable.outbound().forEach(packetId -> Packets.ack(link, Packets.Ack.PUBREL, packetId, ReasonCodes.SUCCESS));
        durable.feed(link.client().window());
    }

    DurableIds ids() {
        return ids;
    }

    /** Takes a message from core. */
    void offer(Queued item) {
        waiting.add(item);
        pump();
    }

    /** Sends what waits, as far as client and socket take it. */
    void pump() {
        while (!waiting.isEmpty() && link.queue().isOpen() && ids.isFree(DurableIds.of(waiting.peek()))) {
            send(waiting.poll());
        }
    }

    /** Sends nothing more. */
    void close() {
        waiting.clear();
    }

    /** A PUBACK; whether it ended something. */
    boolean acknowledged(int packetId) {
        return ended(ids.acknowledged(packetId));
    }

    /** A PUBREC: released when it is certain that nothing of it is sent again. Whether it ended something. */
    boolean received(AckPacket received) {
        int packetId = received.packetId();
        if (received.failed()) {
            return ended(ids.refused(packetId));
        }
        DurableIds.Use use = ids.received(packetId);
        if (use == null || use.isReleased()) {
            release(packetId, use == null ? ReasonCodes.PACKET_ID_NOT_FOUND : ReasonCodes.SUCCESS);
        } else if (!use.isReceived()) {
            use.receive();
            durable.received(packetId, use.item())
                    .onSuccess(noted -> noted(packetId, use))
                    .onFailure(failure -> link.lifeline().goodbye(ReasonCodes.UNSPECIFIED));
        }
        return false;
    }

    /** A PUBCOMP; whether it ended something. */
    boolean completed(int packetId) {
        DurableIds.Use use = ids.completed(packetId);
        if (use == null) {
            return false;
        }
        durable.completed(packetId, use.item());
        return true;
    }

    private void noted(int packetId, DurableIds.Use use) {
        use.release();
        if (use.inboxPosition() > 0) {
            acknowledgeInbox(use.inboxPosition());
        }
        release(packetId, ReasonCodes.SUCCESS);
    }

    private void release(int packetId, int reason) {
        Packets.ack(link, Packets.Ack.PUBREL, packetId, reason);
    }

    private boolean ended(DurableIds.Use use) {
        if (use == null) {
            return false;
        }
        if (use.item() != null) {
            durable.acknowledge(use.item());
        } else if (use.inboxPosition() > 0) {
            acknowledgeInbox(use.inboxPosition());
        }
        return true;
    }

    private void acknowledgeInbox(long position) {
        link.gate().session().submit(new InboxCommand.AckInbox(position));
    }

    private void send(Queued item) {
        long now = System.currentTimeMillis();
        if (item.frame().expiresAt() <= now) {
            leaveOut(item, DropReason.EXPIRED);
            return;
        }
        OutgoingPublish publish = publish(item, now);
        int bytes = publish.size();
        if (!link.client().takes(bytes)) {
            leaveOut(item, DropReason.TOO_LARGE);
            return;
        }
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(bytes);
        publish.write(out, ids.take(item), item.again());
        link.queue().write(out);
        link.door().metrics().delivered(1);
        link.door().traffic().publishSent(item.qos());
    }

    private void leaveOut(Queued item, DropReason reason) {
        link.door().metrics().dropped(reason, 1);
        durable.acknowledge(item);
    }

    private OutgoingPublish publish(Queued item, long now) {
        FlatPublish format = FlatPublish.of(link.client().protocol(), item.qos(), false);
        ByteBuf properties = format.properties(item.topic(), item.frame(), now);
        return new OutgoingPublish(
                item.topic().getBytes(StandardCharsets.UTF_8),
                item.qos(),
                item.retain(),
                withIds(item, properties),
                item.frame().content().bytes());
    }

    private static ByteBuf withIds(Queued item, ByteBuf properties) {
        if (properties == null || item.ids().isEmpty()) {
            return properties;
        }
        ByteBuf own = Unpooled.buffer(32).writeBytes(properties);
        for (int id : item.ids()) {
            own.writeByte(Property.SUBSCRIPTION_ID.number());
            Wire.writeVariable(own, id);
        }
        return own;
    }
}
