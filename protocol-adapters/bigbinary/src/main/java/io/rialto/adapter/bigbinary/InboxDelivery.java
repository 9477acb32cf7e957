package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.session.Push;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The account's inbox to one client: core sends as many items as the window holds, each ACK acknowledges its item. What
 * the socket does not take now, or comes before the answer, waits here, bounded by that window. Confined to the
 * connection's event loop.
 */
final class InboxDelivery {
    private static final int MAX_WINDOW = 64;
    private static final int AGAIN = 1;
    private static final int OWN = 2;
    private static final int RESET = 1;

    private final Link link;
    private final Deque<Push.Item> waiting = new ArrayDeque<>(0);
    private final Set<Long> unacknowledged = new HashSet<>(0);
    private int opening;

    InboxDelivery(Link link) {
        this.link = link;
    }

    void open(int req, Body body) {
        int window = body.u8();
        body.end();
        if (window < 1 || window > MAX_WINDOW) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "window is 1 to " + MAX_WINDOW + ", not " + window);
        }
        if (opening == 0) {
            // What the inbox sent before comes again.
            waiting.clear();
        }
        opening++;
        link.answers().begin();
        link.gate().submit(new InboxCommand.OpenInbox(InboxMode.window(window))).onComplete(done -> {
            if (done.succeeded()) {
                opened(req, done.result());
            } else {
                link.answers().refuse(req, done.cause());
            }
            opening--;
            pump();
            link.answers().end();
        });
    }

    /** Takes an item from core. */
    void offer(Push.Item item) {
        waiting.add(item);
        pump();
    }

    /** Sends what waits, as far as the socket takes it. */
    void pump() {
        while (opening == 0 && !waiting.isEmpty() && link.queue().isOpen()) {
            send(waiting.poll());
        }
    }

    /** The client has an item. Beyond the rate limit of requests, since it answers what the server sent. */
    void acknowledge(Body body) {
        long iseq = body.u64();
        body.end();
        if (unacknowledged.remove(iseq)) {
            link.gate().session().submit(new InboxCommand.AckInbox(iseq));
        }
    }

    private void opened(int req, InboxOpened opened) {
        unacknowledged.clear();
        boolean reset = opened.resetTo() >= 0;
        link.answers().write(Wire.OPENED, reset ? RESET : 0, req, out -> {
            out.writeLong(opened.cursor()).writeLong(opened.head());
            if (reset) {
                out.writeLong(opened.resetTo());
            }
        });
    }

    private void send(Push.Item push) {
        InboxItem item = push.item();
        boolean own = item.direction() == InboxItem.Direction.OUT;
        byte[] message = item.message().encoded(own ? ItemFormat.OWN : ItemFormat.OTHERS);
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(Wire.HEADER + 2 * Long.BYTES + message.length);
        int start = Wire.begin(out, Wire.ITEM, (push.again() ? AGAIN : 0) | (own ? OWN : 0));
        out.writeLong(item.iseq()).writeLong(item.its()).writeBytes(message);
        Wire.end(out, start);
        unacknowledged.add(item.iseq());
        link.queue().write(out);
        link.door().metrics().delivered(1);
    }
}
