package io.rialto.adapter.mqtt;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import java.util.ArrayList;
import java.util.List;

/**
 * Several subscriptions of one connection that match the same topic, delivered once. What they were granted is looked up
 * with every run, since a client may change it. What the connection itself has published counts for those without No Local
 * only, with their QoS and identifiers (MQTT-3.8.3-3, MQTT-3.3.4-2, MQTT-3.3.4-3).
 */
final class MergedSubscriber implements Subscriber {
    private final Deliveries deliveries;
    private final List<MqttSubscriber> parts = new ArrayList<>(2);
    private final List<Granted> lastParts = new ArrayList<>(2);
    private Granted last;
    /** The same as {@code last} where it makes no difference who has published. */
    private Granted lastOwn;

    MergedSubscriber(Deliveries deliveries, MqttSubscriber first) {
        this.deliveries = deliveries;
        parts.add(first);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // what is the same is the same object, see renew
    public void offer(Run run) {
        if (last == null || hasChanged()) {
            renew();
        }
        if (last == lastOwn || !run.mayBeFrom(deliveries.session())) {
            deliveries.offer(run, last);
        } else {
            offerApart(run);
        }
    }

    /** What follows one another and is all of this connection, or all of others, as runs of their own. */
    private void offerApart(Run run) {
        List<Frame> frames = run.frames();
        int from = 0;
        for (int to = 1; to <= frames.size(); to++) {
            boolean own = isOwn(frames.get(from));
            if (to == frames.size() || isOwn(frames.get(to)) != own) {
                Run part = run.part(frames.subList(from, to));
                try {
                    deliveries.offer(part, own ? lastOwn : last);
                } finally {
                    part.release();
                }
                from = to;
            }
        }
    }

    private boolean isOwn(Frame frame) {
        return frame.session() == deliveries.session();
    }

    @Override
    public void missed(Gap gap) {
        deliveries.missed(gap);
    }

    @Override
    public Object owner() {
        return deliveries;
    }

    @Override
    public Subscriber merge(Subscriber other) {
        if (other instanceof MergedSubscriber merged) {
            parts.addAll(merged.parts);
        } else {
            parts.add((MqttSubscriber) other);
        }
        return this;
    }

    private void renew() {
        lastParts.clear();
        parts.forEach(part -> lastParts.add(part.granted()));
        last = lastParts.stream().reduce(Granted::merge).orElseThrow();
        lastOwn = lastParts.stream()
                .filter(part -> !part.noLocal())
                .reduce(Granted::merge)
                .filter(own -> !own.equals(last))
                .orElse(last);
    }

    private boolean hasChanged() {
        if (lastParts.size() != parts.size()) {
            return true;
        }
        for (int i = 0; i < lastParts.size(); i++) {
            if (!lastParts.get(i).equals(parts.get(i).granted())) {
                return true;
            }
        }
        return false;
    }
}
