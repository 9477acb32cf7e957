package io.rialto.spread;

import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.vertx.core.Future;
import java.util.List;

/** The subscriptions of a cluster of one. */
public record LocalSpread(LocalFanout fanout) implements Spread {
    @Override
    public Future<Void> subscribe(String filter, Subscriber subscriber) {
        fanout.subscribe(filter, subscriber);
        return Future.succeededFuture();
    }

    @Override
    public void unsubscribe(String filter, Subscriber subscriber) {
        fanout.unsubscribe(filter, subscriber);
    }

    @Override
    public void deliver(List<Run> runs) {
        fanout.deliver(runs);
    }

    @Override
    public boolean hasSubscribers(String topic) {
        return fanout.hasSubscribers(topic);
    }
}
