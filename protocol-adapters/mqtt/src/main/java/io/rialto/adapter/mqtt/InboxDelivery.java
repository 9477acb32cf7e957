package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.adapter.DropReason;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.message.InboxItem;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The account's inbox to one client (decisions 17): core sends as many items as the window holds, each acknowledgement of
 * the client acknowledges its item. What the socket does not take now waits here, bounded by that window. Confined to the
 * connection's event loop.
 */
final class InboxDelivery {
    private final Link link;
    private final PacketIds ids;
    /** Null where nothing outlives the connection. */
    private final DurableIds durable;

    private final Deque<InboxItem> waiting = new ArrayDeque<>(0);
    private boolean open;
    private boolean byRoom;
    private int qos;
    private long againUpTo;

    InboxDelivery(Link link, PacketIds ids, DurableIds durable) {
        this.link = link;
        this.ids = ids;
        this.durable = durable;
    }

    /** From now on items are delivered with this QoS; {@code byRoom}: on a topic for each room and sender. */
    void open(int grantedQos, boolean topicByRoom) {
        open = true;
        qos = grantedQos;
        byRoom = topicByRoom;
    }

    /** Up to here items may have been sent before, on an earlier connection of the session. */
    void againUpTo(long position) {
        againUpTo = position;
    }

    /** The QoS it was opened with. */
    int qos() {
        return qos;
    }

    /** From now on items are not delivered, so that the device gets them when it opens its inbox again. */
    void close() {
        open = false;
        waiting.clear();
    }

    /** Takes an item from core. */
    void offer(InboxItem item) {
        if (open) {
            waiting.add(item);
            pump();
        }
    }

    /** Sends what waits, as far as client and socket take it. */
    void pump() {
        while (!waiting.isEmpty() && link.queue().isOpen() && maySend(waiting.peek())) {
            send(waiting.poll());
        }
    }

    private boolean maySend(InboxItem item) {
        return qos == 0 || (durable == null ? ids.free() > 0 : durable.isFree(DurableIds.ofInbox(item.iseq())));
    }

    private int take(InboxItem item) {
        if (qos == 0) {
            return 0;
        }
        return durable == null ? ids.take(qos, item.iseq()) : durable.takeInbox(item.iseq(), qos);
    }

    /** The client has this item. Beyond the rate limit of requests, since it answers what the server sent. */
    void acknowledged(long position) {
        link.gate().session().submit(new InboxCommand.AckInbox(position));
    }

    private void send(InboxItem item) {
        OutgoingPublish publish = InboxPublish.of(item, link.client().protocol(), qos, byRoom);
        int bytes = publish.size();
        if (!link.client().takes(bytes)) {
            link.door().metrics().dropped(DropReason.TOO_LARGE, 1);
            acknowledged(item.iseq());
            return;
        }
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(bytes);
        publish.write(out, take(item), qos > 0 && item.iseq() <= againUpTo);
        link.queue().write(out);
        link.door().metrics().delivered(1);
        if (qos == 0) {
            acknowledged(item.iseq());
        } else {
            link.door().traffic().publishSent(qos);
        }
    }
}
