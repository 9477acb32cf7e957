package io.rialto.adapter.mqtt;

import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;

/** One subscription of one connection. Confined to the connection's event loop. */
final class MqttSubscriber implements Subscriber {
    private final Deliveries deliveries;
    private final boolean group;
    private Granted granted;
    private boolean stands;
    private int asked;

    /** A subscription; one of a group is silent while the inbox is open, which delivers the same (decisions 17). */
    MqttSubscriber(Deliveries deliveries, boolean group, Granted granted) {
        this.deliveries = deliveries;
        this.group = group;
        this.granted = granted;
    }

    /** It is asked for, once more perhaps before the first answer. */
    void asked() {
        asked++;
    }

    /** From now on it is delivered like this. */
    void grant(Granted now) {
        asked--;
        stands = true;
        granted = now;
    }

    /** It is refused; whether it is none now: it stood never, and nothing else asks for it. */
    boolean refused() {
        asked--;
        return !stands && asked == 0;
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
