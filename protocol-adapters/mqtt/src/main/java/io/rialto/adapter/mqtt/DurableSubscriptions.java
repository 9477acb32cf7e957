package io.rialto.adapter.mqtt;

import io.rialto.contract.session.DurableSession;
import io.rialto.contract.session.DurableSubscription;
import io.vertx.core.Future;

/** Keeps the subscriptions of a client beyond its connection, where its session outlives that. Confined to the connection's event loop. */
final class DurableSubscriptions {
    private final DurableSession durable;

    /** Of this session; null where nothing outlives the connection. */
    DurableSubscriptions(DurableSession durable) {
        this.durable = durable;
    }

    /** Whether anything is kept. */
    boolean areKept() {
        return durable != null;
    }

    /** Whether the session was there before this connection. */
    boolean arePresent() {
        return durable != null && durable.present();
    }

    /** Whether this one of an earlier connection stands still. */
    boolean isKept(DurableSubscription one) {
        return durable != null && durable.subscriptions().contains(one);
    }

    /**
     * A subscription stands; done with what it was granted when it is kept, as far as it is to be.
     *
     * @param retained whether its retained values come as well
     */
    Future<Integer> keep(SubscribePacket.Request request, int subscriptionId, int granted, boolean retained) {
        if (durable == null) {
            return Future.succeededFuture(granted);
        }
        DurableSubscription kept = new DurableSubscription(
                request.filter(), request.qos(), request.noLocal(), request.retainAsPublished(), subscriptionId);
        return durable.subscribe(kept, retained).map(granted);
    }

    /** A subscription was taken back; done with this code when it is not kept any more. */
    Future<Integer> forget(String filter, int code) {
        return durable == null
                ? Future.succeededFuture(code)
                : durable.unsubscribe(filter).map(code);
    }
}
