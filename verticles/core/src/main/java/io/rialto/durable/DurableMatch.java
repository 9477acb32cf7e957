package io.rialto.durable;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.storage.QueueEntry.Recipient;
import java.util.ArrayList;
import java.util.List;

/**
 * A durable session whose queue the messages of a topic belong in: all its subscriptions that match as one (MQTT 5 §3.3.4).
 *
 * @param qos the most it is delivered with, 1 or 2
 * @param noLocal whether it goes without what it has published itself
 * @param retainAsPublished whether deliveries say that they were published as the retained value
 * @param ids the subscription identifiers it carries
 * @param apart what it is for what it has published itself (MQTT-3.8.3-3), where only some of its subscriptions go without that;
 *     else null
 */
record DurableMatch(
        long key,
        AccountId account,
        int qos,
        boolean noLocal,
        boolean retainAsPublished,
        List<Integer> ids,
        DurableMatch apart) {
    static DurableMatch of(long key, AccountId account, DurableSubscription subscription) {
        return new DurableMatch(
                key,
                account,
                subscription.qos(),
                subscription.noLocal(),
                subscription.retainAsPublished(),
                subscription.id() == 0 ? List.of() : List.of(subscription.id()),
                null);
    }

    DurableMatch merge(DurableMatch other) {
        List<Integer> both = new ArrayList<>(ids);
        both.addAll(other.ids);
        boolean alike = noLocal == other.noLocal && apart == null && other.apart == null;
        return new DurableMatch(
                key,
                account,
                Math.max(qos, other.qos),
                noLocal && other.noLocal,
                retainAsPublished || other.retainAsPublished,
                List.copyOf(both),
                alike ? null : merged(ofOwn(), other.ofOwn()));
    }

    /** What it is for what the session has published itself, with QoS 0 not by the queue; null where it goes without that. */
    DurableMatch ofOwn() {
        if (apart != null) {
            return apart;
        }
        return noLocal ? null : this;
    }

    private static DurableMatch merged(DurableMatch one, DurableMatch other) {
        if (one == null) {
            return other;
        }
        return other == null ? one : one.merge(other);
    }

    /** The place of something published like this in its queue. */
    Recipient recipient(int publishedQos, boolean retain) {
        return new Recipient(key, Math.min(publishedQos, qos), retainAsPublished && retain, ids);
    }
}
