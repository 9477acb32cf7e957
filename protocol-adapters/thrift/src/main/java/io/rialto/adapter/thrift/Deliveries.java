package io.rialto.adapter.thrift;

import io.rialto.adapter.web.CloseCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Frames that the client must acknowledge (tim-protocol.md §2.3): each is sent under a number of its own, after ten
 * seconds again under a new one, twice at most; an answer to any of them counts. What is not acknowledged at all stays
 * in the inbox. Confined to the connection's event loop.
 */
final class Deliveries {
    private static final int MAX_SENDS = 3;
    private static final long PATIENCE_MILLIS = 10_000;
    private static final int SYNC_ID_BYTES = 4;

    /** What becomes of a frame; one of both is told, unless the connection ends. */
    interface Fate {
        /** The client has got it. */
        void acknowledged();

        /** It is not sent any more; answers how many items of the inbox were in it. */
        int abandoned();
    }

    private static final class Delivery {
        private final TimCommand command;
        private final Supplier<byte[]> body;
        private final Fate fate;
        private final List<Integer> ids = new ArrayList<>(1);
        private long deadline;

        Delivery(TimCommand command, Supplier<byte[]> body, Fate fate) {
            this.command = command;
            this.body = body;
            this.fate = fate;
        }
    }

    private final Line line;
    private final Map<Integer, Delivery> byId = new HashMap<>();
    private final Set<Delivery> open = new LinkedHashSet<>();
    private int lastId;
    private int abandoned;

    Deliveries(Line line) {
        this.line = line;
    }

    /**
     * Sends a body until it is acknowledged. The body is made anew for each time, so that none is kept; where it is null
     * by then there is nothing left to send, which counts as an acknowledgement.
     */
    void send(TimCommand command, Supplier<byte[]> body, Fate fate) {
        Delivery delivery = new Delivery(command, body, fate);
        open.add(delivery);
        send(delivery, line.now());
    }

    /** The client has got the frame whose number stands in this one; unknown numbers are ignored. */
    void acknowledged(byte[] ack) {
        if (ack.length < 1 + SYNC_ID_BYTES) {
            throw new Undecodable("an acknowledgement without a number");
        }
        int id = (ack[1] & 0xFF) << 24 | (ack[2] & 0xFF) << 16 | (ack[3] & 0xFF) << 8 | (ack[4] & 0xFF);
        Delivery delivery = byId.get(id);
        if (delivery != null) {
            forget(delivery);
            delivery.fate.acknowledged();
        }
    }

    /** Sends again what has waited too long. */
    void tick(long now) {
        for (Delivery delivery : List.copyOf(open)) {
            if (now < delivery.deadline) {
                continue;
            }
            if (delivery.ids.size() < MAX_SENDS) {
                send(delivery, now);
            } else {
                abandon(delivery);
            }
        }
    }

    void close() {
        open.clear();
        byId.clear();
    }

    private void send(Delivery delivery, long now) {
        byte[] body = delivery.body.get();
        if (body == null) {
            forget(delivery);
            delivery.fate.acknowledged();
            return;
        }
        int id = ++lastId;
        delivery.ids.add(id);
        delivery.deadline = now + PATIENCE_MILLIS;
        byId.put(id, delivery);
        line.sendForAck(delivery.command, id, body);
    }

    /** Core gives no more than a window of unacknowledged items: once all are abandoned, nothing would come any more. */
    private void abandon(Delivery delivery) {
        forget(delivery);
        abandoned += delivery.fate.abandoned();
        if (abandoned >= InboxFeed.WINDOW) {
            line.close(CloseCode.TOO_SLOW, "acknowledges nothing");
        }
    }

    private void forget(Delivery delivery) {
        open.remove(delivery);
        delivery.ids.forEach(byId::remove);
    }
}
