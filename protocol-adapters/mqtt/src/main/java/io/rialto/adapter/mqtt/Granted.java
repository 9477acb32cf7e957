package io.rialto.adapter.mqtt;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * What a subscription was granted.
 *
 * @param ids the subscription identifiers that deliveries carry (MQTT 5 §3.8.2.1.2)
 * @param format how its frames look on the wire
 * @param queued whether what has QoS 1 or 2 comes by the queue of the session instead
 */
record Granted(
        Protocol protocol,
        int qos,
        boolean noLocal,
        boolean retainAsPublished,
        List<Integer> ids,
        FlatPublish format,
        boolean queued) {
    /** All of those without an identifier, shared: a client may have a hundred thousand of one kind. */
    private static final Granted[] PLAIN = plain();

    /** What is delivered while the connection stands. */
    static Granted of(Protocol protocol, SubscribePacket.Request request, int subscriptionId) {
        return of(protocol, request, subscriptionId, false);
    }

    /** {@code queued}: what has QoS 1 or 2 comes by the queue of the session. */
    static Granted of(Protocol protocol, SubscribePacket.Request request, int subscriptionId, boolean queued) {
        boolean asPublished = protocol.is5() && request.retainAsPublished();
        Granted plain = PLAIN[index(protocol, request.qos(), request.noLocal(), asPublished, queued)];
        return subscriptionId == 0 ? plain : plain.with(List.of(subscriptionId));
    }

    private Granted with(List<Integer> theirs) {
        return new Granted(protocol, qos, noLocal, retainAsPublished, theirs, format, queued);
    }

    private static int index(Protocol protocol, int qos, boolean noLocal, boolean asPublished, boolean queued) {
        int bits = (noLocal ? 1 : 0) + (asPublished ? 2 : 0) + (queued ? 4 : 0);
        return ((protocol.is5() ? 3 : 0) + qos) * 8 + bits;
    }

    private static Granted[] plain() {
        List<Granted> all = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            for (int qos = 0; qos <= 2; qos++) {
                for (int bits = 0; bits < 8; bits++) {
                    boolean asPublished = (bits & 2) != 0;
                    all.add(new Granted(
                            protocol,
                            qos,
                            (bits & 1) != 0,
                            asPublished,
                            List.of(),
                            FlatPublish.of(protocol, qos, asPublished),
                            (bits & 4) != 0));
                }
            }
        }
        return all.toArray(Granted[]::new);
    }

    /** The same for frames that are delivered with QoS 0 whatever they were published with. */
    Granted atMostOnce() {
        return new Granted(
                protocol, 0, noLocal, retainAsPublished, ids, FlatPublish.of(protocol, 0, retainAsPublished), false);
    }

    /** What serves both subscriptions with one delivery (MQTT 5 §3.3.4). */
    Granted merge(Granted other) {
        int most = Math.max(qos, other.qos);
        boolean asPublished = retainAsPublished || other.retainAsPublished;
        List<Integer> both = new ArrayList<>(ids);
        both.addAll(other.ids);
        return new Granted(
                protocol,
                most,
                noLocal && other.noLocal,
                asPublished,
                List.copyOf(both),
                FlatPublish.of(protocol, most, asPublished),
                queued || other.queued);
    }

    /** Whether the shared encoding of this run is right for a subscriber of this session. */
    boolean takesShared(Run run, long session) {
        return ids.isEmpty() && takesAll(run, session);
    }

    /** Whether all of these frames are certainly to be delivered to that session. */
    boolean takesAll(Run run, long session) {
        return !(noLocal && run.mayBeFrom(session)) && !(queued && leavesOut(run));
    }

    /** Whether this frame is to be delivered to that session. */
    boolean takes(Frame frame, long session) {
        return (!noLocal || frame.session() != session) && !(queued && comesByQueue(frame));
    }

    /** How many of these frames are delivered, but for those of the session itself. */
    int count(Run run) {
        int count = run.frames().size();
        for (int i = 0; queued && i < run.frames().size(); i++) {
            count -= comesByQueue(run.frames().get(i)) ? 1 : 0;
        }
        return count;
    }

    private boolean leavesOut(Run run) {
        return count(run) < run.frames().size();
    }

    private boolean comesByQueue(Frame frame) {
        return qos > 0 && frame.qos() > 0;
    }
}
