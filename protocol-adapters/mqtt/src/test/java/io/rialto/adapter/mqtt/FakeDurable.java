package io.rialto.adapter.mqtt;

import io.rialto.contract.channel.Queued;
import io.rialto.contract.command.Done;
import io.rialto.contract.session.DurableSession;
import io.rialto.contract.session.DurableSubscription;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What of a session has outlived an earlier connection: subscriptions, nothing in its queue. */
final class FakeDurable implements DurableSession {
    private final List<DurableSubscription> subscriptions = new CopyOnWriteArrayList<>();

    FakeDurable(String... filters) {
        for (String filter : filters) {
            subscriptions.add(new DurableSubscription(filter, 0, false, false, 0));
        }
    }

    @Override
    public boolean present() {
        return true;
    }

    @Override
    public List<DurableSubscription> subscriptions() {
        return List.copyOf(subscriptions);
    }

    @Override
    public List<Integer> inbound() {
        return List.of();
    }

    @Override
    public List<Integer> outbound() {
        return List.of();
    }

    @Override
    public Future<Done> subscribe(DurableSubscription subscription, boolean retained) {
        return Future.succeededFuture(Done.DONE);
    }

    @Override
    public Future<Done> unsubscribe(String filter) {
        subscriptions.removeIf(one -> one.filter().equals(filter));
        return Future.succeededFuture(Done.DONE);
    }

    @Override
    public void feed(int window) {
        // Nothing stands there.
    }

    @Override
    public void acknowledge(Queued item) {
        throw new IllegalStateException("nothing was delivered");
    }

    @Override
    public Future<Done> received(int packetId, Queued item) {
        return Future.succeededFuture(Done.DONE);
    }

    @Override
    public void completed(int packetId, Queued item) {
        // Nothing is remembered.
    }

    @Override
    public Future<String> messageId(int packetId) {
        return Future.succeededFuture("mqtt-" + packetId);
    }

    @Override
    public Future<Done> released(int packetId) {
        return Future.succeededFuture(Done.DONE);
    }

    @Override
    public void leave(long expiryMillis, boolean will) {
        // Nothing lives on.
    }
}
