package io.rialto.adapter.mqtt;

import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;

/** One subscription of one connection. Confined to the connection's event loop. */
final class MqttSubscriber extends AskedFor implements Subscriber {
    private final Deliveries deliveries;
    private final boolean group;
    private Granted granted;

    /** A subscription; one of a group is silent while the inbox is open, which delivers the same (decisions 17). */
    MqttSubscriber(Deliveries deliveries, boolean group, Granted granted) {
        this.deliveries = deliveries;
        this.group = group;
        this.granted = granted;
    }

    /** It was granted: from now on it is delivered like this. */
    void grant(Granted now) {
        stands();
        granted = now;
    }

    Granted granted() {
        return granted;
    }

    @Override
    public void offer(Run run) {
        if (!group || !deliveries.hasInbox()) {
            deliveries.offer(run, granted);
        }
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
        return new MergedSubscriber(deliveries, this).merge(other);
    }
}
