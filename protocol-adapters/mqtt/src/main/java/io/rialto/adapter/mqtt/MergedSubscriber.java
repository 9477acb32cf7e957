package io.rialto.adapter.mqtt;

import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import java.util.ArrayList;
import java.util.List;

/**
 * Several subscriptions of one connection that match the same topic, delivered once. What they were granted is looked up
 * with every run, since a client may change it.
 */
final class MergedSubscriber implements Subscriber {
    private final Deliveries deliveries;
    private final List<MqttSubscriber> parts = new ArrayList<>(2);
    private final List<Granted> lastParts = new ArrayList<>(2);
    private Granted last;

    MergedSubscriber(Deliveries deliveries, MqttSubscriber first) {
        this.deliveries = deliveries;
        parts.add(first);
    }

    @Override
    public void offer(Run run) {
        deliveries.offer(run, granted());
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

    private Granted granted() {
        if (last == null || hasChanged()) {
            lastParts.clear();
            parts.forEach(part -> lastParts.add(part.granted()));
            last = lastParts.stream().reduce(Granted::merge).orElseThrow();
        }
        return last;
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
