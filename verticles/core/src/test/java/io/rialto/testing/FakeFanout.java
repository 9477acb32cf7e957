package io.rialto.testing;

import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.id.Topics;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A fan-out that looks at every subscription for every run. */
public final class FakeFanout implements LocalFanout {
    private record Subscription(String filter, Subscriber subscriber, Context context) {}

    private final Vertx vertx;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> changed = filter -> {};
    private final List<Run> runs = new CopyOnWriteArrayList<>();

    public FakeFanout(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Subscriptions that stand, those that core made for itself included. */
    public int subscriptions() {
        return subscriptions.size();
    }

    /** All that was handed over so far. */
    public List<Run> runs() {
        return runs;
    }

    @Override
    public void subscribe(String filter, Subscriber subscriber) {
        unsubscribe(filter, subscriber);
        Context context = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
        subscriptions.add(new Subscription(filter, subscriber, context));
        changed.accept(filter);
    }

    @Override
    public void unsubscribe(String filter, Subscriber subscriber) {
        if (subscriptions.removeIf(one -> one.filter().equals(filter) && one.subscriber() == subscriber)) {
            changed.accept(filter);
        }
    }

    @Override
    public void deliver(List<Run> delivered) {
        runs.addAll(delivered);
        for (Run run : delivered) {
            subscriptions.forEach(one -> hand(run, one));
            run.release();
        }
    }

    @Override
    public void missed(Gap gap) {
        subscriptions.stream()
                .filter(one -> Topics.matches(one.filter(), gap.topic()))
                .forEach(one ->
                        one.context().runOnContext(now -> one.subscriber().missed(gap)));
    }

    @Override
    public Set<String> filters() {
        return subscriptions.stream().map(Subscription::filter).collect(Collectors.toSet());
    }

    @Override
    public boolean isWanted(String filter) {
        return filters().contains(filter);
    }

    @Override
    public void listen(Consumer<String> listener) {
        changed = listener;
    }

    @Override
    public boolean hasSubscribers(String topic) {
        return subscriptions.stream().anyMatch(one -> Topics.matches(one.filter(), topic));
    }

    private void hand(Run run, Subscription to) {
        if (Topics.matches(to.filter(), run.topic())) {
            run.retain();
            to.context().runOnContext(now -> {
                if (subscriptions.contains(to)) {
                    to.subscriber().offer(run);
                }
                run.release();
            });
        }
    }
}
