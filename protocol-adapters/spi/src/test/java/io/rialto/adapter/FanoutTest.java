package io.rialto.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FanoutTest {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final Loops loops = new Loops(16, Duration.ZERO);
    private final Fanout fanout = new Fanout(loops);

    @AfterEach
    void stop() {
        group.shutdownGracefully();
    }

    @Test
    void deliversOnEveryLoopInOrder() {
        RecordingSubscriber here = new RecordingSubscriber("here");
        RecordingSubscriber there = new RecordingSubscriber("there");
        subscribe(group.next(), "a/+", here);
        subscribe(group.next(), "a/b", there);

        IntStream.rangeClosed(1, 100).forEach(seq -> fanout.deliver(List.of(Runs.of("a/b", seq, seq))));

        List<String> expected =
                IntStream.rangeClosed(1, 100).mapToObj(seq -> "a/b " + seq).toList();
        await().untilAsserted(() -> assertThat(here.offered()).isEqualTo(expected));
        await().untilAsserted(() -> assertThat(there.offered()).isEqualTo(expected));
    }

    @Test
    void releasesARunWhenAllHaveIt() {
        RecordingSubscriber subscriber = new RecordingSubscriber("one");
        subscribe(group.next(), "a", subscriber);
        subscribe(group.next(), "b", new RecordingSubscriber("two"));
        AtomicInteger encoded = new AtomicInteger();
        Run run = Runs.of("a", 1, 1);
        ByteBuf bytes = run.encoded(any -> {
            encoded.incrementAndGet();
            return Unpooled.buffer();
        });

        fanout.deliver(List.of(run));

        await().until(() -> bytes.refCnt() == 0);
        assertThat(encoded).hasValue(1);
    }

    @Test
    void aRunDoesNotCrossToALoopThatNobodyWantsItOn() {
        EventLoop wants = group.next();
        EventLoop other = group.next();
        RecordingSubscriber here = new RecordingSubscriber("here");
        subscribe(wants, "a", here);
        subscribe(wants, "c", here);
        subscribe(other, "b", new RecordingSubscriber("there"));
        CountDownLatch gate = new CountDownLatch(1);
        other.execute(() -> awaitQuietly(gate));
        List<Run> runs = List.of(Runs.of("a", 1, 1), Runs.of("c", 1, 1));

        fanout.deliver(runs);

        await().untilAsserted(() -> assertThat(runs).allMatch(Run::isReleased));
        gate.countDown();
        assertThat(here.offered()).containsExactly("a 1", "c 1");
    }

    @Test
    void aRunStillReachesTheLoopThatKeepsOneOfTwoSubscriptions() {
        EventLoop loop = group.next();
        RecordingSubscriber stays = new RecordingSubscriber("stays");
        RecordingSubscriber goes = new RecordingSubscriber("goes");
        subscribe(loop, "a", stays);
        subscribe(loop, "a", goes);
        loop.submit(() -> fanout.unsubscribe("a", goes)).syncUninterruptibly();

        fanout.deliver(List.of(Runs.of("a", 1, 1)));

        await().until(() -> stays.offered().size() == 1);
        assertThat(goes.offered()).isEmpty();
    }

    @Test
    void aFailingSubscriberDisturbsNobody() {
        EventLoop loop = group.next();
        RecordingSubscriber well = new RecordingSubscriber("well");
        subscribe(loop, "a", new Failing());
        subscribe(loop, "a", well);

        fanout.deliver(List.of(Runs.of("a", 1, 1)));

        await().until(() -> well.offered().size() == 1);
    }

    @Test
    void knowsWhetherAnybodyListens() {
        EventLoop loop = group.next();
        RecordingSubscriber one = new RecordingSubscriber("one");
        subscribe(loop, "a/#", one);
        subscribe(loop, "a/#", one);
        assertThat(fanout.hasSubscribers("a/b")).isTrue();
        assertThat(fanout.hasSubscribers("b")).isFalse();

        loop.submit(() -> fanout.unsubscribe("a/#", one)).syncUninterruptibly();
        assertThat(fanout.hasSubscribers("a/b")).isFalse();
    }

    @Test
    void tellsASubscriberOfAGapBehindWhatCameBefore() {
        RecordingSubscriber subscriber = new RecordingSubscriber("one");
        EventLoop loop = group.next();
        subscribe(loop, "a/b", new Failing());
        subscribe(loop, "a/b", subscriber);

        fanout.deliver(List.of(Runs.of("a/b", 1, 1)));
        fanout.missed(new Gap("a/b", 1, 2, 4, Gap.Cause.LINK));
        fanout.deliver(List.of(Runs.of("a/b", 5, 5)));

        await().until(() -> subscriber.offered().size() == 3);
        assertThat(subscriber.offered()).containsExactly("a/b 1", "a/b 2-4 LINK", "a/b 5");
    }

    @Test
    void tellsOfFiltersWithTheirFirstAndTheirLastSubscription() {
        List<String> changes = new CopyOnWriteArrayList<>();
        fanout.listen(filter -> changes.add(filter + " " + fanout.isWanted(filter)));
        RecordingSubscriber first = new RecordingSubscriber("one");
        RecordingSubscriber second = new RecordingSubscriber("two");
        EventLoop one = group.next();
        EventLoop other = group.next();

        subscribe(one, "a/+", first);
        subscribe(other, "a/+", second);
        assertThat(fanout.filters()).containsExactly("a/+");
        one.submit(() -> fanout.unsubscribe("a/+", first)).syncUninterruptibly();
        other.submit(() -> fanout.unsubscribe("a/+", second)).syncUninterruptibly();

        assertThat(changes).containsExactly("a/+ true", "a/+ false");
        assertThat(fanout.filters()).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void subscribe(EventLoop loop, String filter, Subscriber subscriber) {
        loop.submit(() -> {
                    loops.of(loop);
                    fanout.subscribe(filter, subscriber);
                })
                .syncUninterruptibly();
    }

    private static final class Failing implements Subscriber {
        @Override
        public void offer(Run run) {
            throw new IllegalStateException("a defect, on purpose");
        }

        @Override
        public void missed(Gap gap) {
            throw new IllegalStateException("a defect, on purpose");
        }

        @Override
        public Object owner() {
            return this;
        }

        @Override
        public Subscriber merge(Subscriber other) {
            return this;
        }
    }
}
