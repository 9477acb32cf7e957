package io.rialto.adapter.testing;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.Topics;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.SessionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The home of all channels, for door tests: sequences, retains, hands to the fan-out at once. Safe on any thread. */
public final class FakeChannels {
    /** The only epoch. */
    public static final long EPOCH = 1;

    private record Subscription(FakeSession session, String filter, Subscriber subscriber) {}

    private final LocalFanout fanout;
    private final ConcurrentMap<String, AtomicLong> sequences = new ConcurrentHashMap<>();
    private final Map<String, Frame> retained = new ConcurrentHashMap<>();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    FakeChannels(LocalFanout fanout) {
        this.fanout = fanout;
    }

    /** Publishes frames with these texts as one run, from nobody's session. */
    public void publish(String topic, int qos, String... texts) {
        List<Frame> frames = new ArrayList<>();
        for (String text : texts) {
            frames.add(frame(topic, 0, new AccountId("server"), Content.text(text), qos));
        }
        publish(topic, frames);
    }

    /** Hands these frames out as one run. */
    public void publish(String topic, List<Frame> frames) {
        fanout.deliver(List.of(new Run(topic, EPOCH, frames)));
    }

    /** Tells that frames of a topic do not come. */
    public void missed(Gap gap) {
        fanout.missed(gap);
    }

    /** The retained value of a topic; null where there is none. */
    public Frame retained(String topic) {
        return retained.get(topic);
    }

    /** Whether anybody is subscribed. */
    public boolean hasSubscribers(String topic) {
        return fanout.hasSubscribers(topic);
    }

    boolean publish(SessionInfo from, Publication publication) {
        String topic = publication.topic();
        boolean matched = fanout.hasSubscribers(topic);
        Frame frame = new Frame(
                next(topic),
                from.id().value(),
                from.account(),
                publication.content(),
                publication.qos(),
                publication.retain(),
                false,
                System.currentTimeMillis(),
                publication.expiresAt());
        if (publication.retain()) {
            keep(topic, frame);
        }
        publish(topic, List.of(frame));
        return matched;
    }

    void join(FakeSession session, String filter, Subscriber subscriber) {
        subscriptions.add(new Subscription(session, filter, subscriber));
        fanout.subscribe(filter, subscriber);
    }

    void leave(String filter, Subscriber subscriber) {
        subscriptions.removeIf(one -> one.filter().equals(filter) && one.subscriber() == subscriber);
        fanout.unsubscribe(filter, subscriber);
    }

    void leave(FakeSession session) {
        for (Subscription one : subscriptions) {
            if (one.session() == session) {
                fanout.unsubscribe(one.filter(), one.subscriber());
            }
        }
        subscriptions.removeIf(one -> one.session() == session);
    }

    void offerRetained(String filter, Subscriber subscriber) {
        retained.forEach((topic, frame) -> {
            if (Topics.matches(filter, topic)) {
                Run run = new Run(topic, EPOCH, List.of(frame));
                subscriber.offer(run);
                run.release();
            }
        });
    }

    private void keep(String topic, Frame frame) {
        if (frame.content().bytes().length == 0) {
            retained.remove(topic);
            return;
        }
        retained.put(
                topic,
                new Frame(
                        frame.seq(),
                        frame.session(),
                        frame.from(),
                        frame.content(),
                        frame.qos(),
                        true,
                        true,
                        frame.ts(),
                        frame.expiresAt()));
    }

    private Frame frame(String topic, long session, AccountId from, Content content, int qos) {
        return new Frame(
                next(topic), session, from, content, qos, false, false, System.currentTimeMillis(), Long.MAX_VALUE);
    }

    private long next(String topic) {
        return sequences.computeIfAbsent(topic, name -> new AtomicLong()).incrementAndGet();
    }
}
