package io.rialto.adapter.mqtt;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.Reading;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.DurableSession;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.Function;

/**
 * The publishes of one client that are not answered yet: answered in the order they came (MQTT 5 §4.6), QoS 2 taken
 * exactly once until it is released, reading paused while too many are under way. Confined to the connection's event
 * loop.
 */
final class InboundWindow {
    private final class Unanswered implements Publication.Receipt {
        private final int packetId;
        private final int qos;
        private boolean done;
        private int reason;
        /** Why it was refused, in words; null where the client is not told. */
        private String why;

        Unanswered(int packetId, int qos) {
            this.packetId = packetId;
            this.qos = qos;
        }

        @Override
        public void done(Throwable failure, boolean matched) {
            if (failure != null && qos > 0 && !link.client().protocol().is5() && ReasonCodes.isTransient(failure)) {
                // Its client would take any answer for success; without one it sends again (MQTT-4.8.0-2).
                link.door().metrics().dropped(DropReason.REFUSED, 1);
                link.lifeline().goodbye(ReasonCodes.UNSPECIFIED);
                return;
            }
            done = true;
            reason =
                    failure == null ? success(matched) : ReasonCodes.of(failure).publish();
            if (failure instanceof GatewayException refused) {
                link.note("publish: " + refused.getMessage());
            }
            if (failure != null && (qos == 0 || !link.client().protocol().is5())) {
                link.door().metrics().dropped(DropReason.REFUSED, 1);
                reason = ReasonCodes.SUCCESS;
            } else if (failure != null) {
                why = why(failure);
            }
            settle();
        }

        private String why(Throwable failure) {
            Why told = new Why(link.client());
            told.note(failure);
            return told.text();
        }

        private int success(boolean matched) {
            return matched ? ReasonCodes.SUCCESS : ReasonCodes.NO_MATCHING_SUBSCRIBERS;
        }
    }

    private final Link link;
    /** Null where nothing outlives the connection. */
    private final DurableSession durable;

    private final Deque<Unanswered> unanswered = new ArrayDeque<>(0);
    private BitSet unreleased;
    private int acknowledgeable;
    private int quiet;

    InboundWindow(Link link) {
        this.link = link;
        this.durable = link.gate().session().durable().orElse(null);
        if (durable != null) {
            durable.inbound().forEach(this::remember);
        }
    }

    /** The packet id that counts once for a durable session until it is released, else 0. */
    int marked(PublishPacket publish) {
        return durable != null && publish.qos() == 2 ? publish.packetId() : 0;
    }

    /** Does something with the message id of this packet, null where nothing but the client could give it one. */
    <R> Future<R> named(PublishPacket publish, Function<String, Future<R>> step) {
        return marked(publish) == 0
                ? step.apply(null)
                : durable.messageId(publish.packetId()).compose(step);
    }

    /** Whether this QoS 2 publish came before; then it was answered again here, if it has been answered. */
    boolean repeats(PublishPacket publish) {
        if (publish.qos() != 2) {
            return false;
        }
        if (unreleased != null && unreleased.get(publish.packetId())) {
            answer(Packets.Ack.PUBREC, publish.packetId(), ReasonCodes.SUCCESS);
            return true;
        }
        for (Unanswered one : unanswered) {
            if (one.qos == 2 && one.packetId == publish.packetId()) {
                return true;
            }
        }
        return false;
    }

    /** A place in the order of answers; whoever is told the outcome tells it. */
    Publication.Receipt take(PublishPacket publish) {
        if (publish.qos() > 0) {
            countIn();
        } else {
            quiet++;
        }
        Unanswered one = new Unanswered(publish.packetId(), publish.qos());
        unanswered.add(one);
        if (pauses()) {
            link.queue().reading().pause(Reading.Cause.UNANSWERED);
        }
        return one;
    }

    /** A PUBREL: the client has seen our PUBREC, its id is free again. */
    void release(int packetId) {
        boolean known = unreleased != null && unreleased.get(packetId);
        int reason = known ? ReasonCodes.SUCCESS : ReasonCodes.PACKET_ID_NOT_FOUND;
        if (durable == null) {
            released(packetId, known, reason);
        } else {
            durable.released(packetId)
                    .onSuccess(forgotten -> released(packetId, known, reason))
                    .onFailure(failure -> link.lifeline().goodbye(ReasonCodes.UNSPECIFIED));
        }
    }

    private void released(int packetId, boolean known, int reason) {
        if (known) {
            unreleased.clear(packetId);
            acknowledgeable = Math.max(0, acknowledgeable - 1);
        }
        answer(Packets.Ack.PUBCOMP, packetId, reason);
    }

    private void countIn() {
        if (link.client().protocol().is5()
                && acknowledgeable >= link.door().config().receiveMaximum()) {
            throw new MalformedPacket(ReasonCodes.RECEIVE_MAXIMUM_EXCEEDED, "more publishes than Receive Maximum");
        }
        acknowledgeable++;
    }

    private void settle() {
        while (!unanswered.isEmpty() && unanswered.peek().done) {
            answer(unanswered.poll());
        }
        if (!pauses()) {
            link.queue().reading().resume(Reading.Cause.UNANSWERED);
            link.lifeline().goOn();
        }
    }

    private void answer(Unanswered one) {
        if (one.qos == 0) {
            quiet--;
        } else if (one.qos == 1) {
            acknowledgeable--;
            Packets.ack(link, Packets.Ack.PUBACK, one.packetId, one.reason, one.why);
        } else {
            if (one.reason < ReasonCodes.UNSPECIFIED) {
                remember(one.packetId);
            } else {
                acknowledgeable--;
            }
            Packets.ack(link, Packets.Ack.PUBREC, one.packetId, one.reason, one.why);
        }
    }

    private void answer(Packets.Ack ack, int packetId, int reason) {
        Packets.ack(link, ack, packetId, reason);
    }

    private void remember(int packetId) {
        if (unreleased == null) {
            unreleased = new BitSet();
        }
        unreleased.set(packetId);
    }

    /** MQTT 5 clients keep to Receive Maximum; for MQTT 3.1.1, for QoS 0 to rooms reading pauses (decisions 20). */
    private boolean pauses() {
        int counted = link.client().protocol().is5() ? quiet : unanswered.size();
        return counted >= link.door().maxUnanswered();
    }
}
