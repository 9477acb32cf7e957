package io.rialto.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop eventLoop = group.next();
    private final Loop loop = new Loop(eventLoop, 0, 16, new FlushPace(Duration.ZERO, () -> 0));

    @AfterEach
    void stop() {
        group.shutdownGracefully();
    }

    @Test
    void ticksOnceASecondUntilUnwatched() {
        Ticked one = new Ticked();
        run(() -> loop.watch(one));
        await().until(() -> one.ticks.get() >= 1);

        run(() -> loop.unwatch(one));
        int then = one.ticks.get();
        Ticked other = new Ticked();
        run(() -> loop.watch(other));
        await().until(() -> other.ticks.get() >= 2);
        assertThat(one.ticks).hasValue(then);
    }

    @Test
    void watchersMayLeaveInAnyOrderEvenWhileTicked() {
        List<Ticked> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Ticked one = new Ticked();
            one.then = () -> loop.unwatch(one);
            all.add(one);
        }
        Ticked failing = new Ticked();
        failing.then = () -> {
            throw new IllegalStateException("a defect, on purpose");
        };
        Ticked stays = new Ticked();
        run(() -> {
            loop.watch(failing);
            all.forEach(loop::watch);
            loop.watch(stays);
            loop.unwatch(all.get(0));
            loop.unwatch(all.get(0));
            loop.unwatch(new Ticked());
        });

        await().until(() -> stays.ticks.get() >= 2);
        assertThat(failing.ticks.get()).isGreaterThanOrEqualTo(2);
        assertThat(all.get(0).ticks).hasValue(0);
        assertThat(all.subList(1, 10)).allSatisfy(one -> assertThat(one.ticks).hasValue(1));
    }

    private void run(Runnable task) {
        eventLoop.submit(task).syncUninterruptibly();
    }

    private static final class Ticked implements Loop.Watched {
        private final AtomicInteger ticks = new AtomicInteger();
        private Runnable then = () -> {};
        private int slot = -1;

        @Override
        public void tick(long now) {
            ticks.incrementAndGet();
            then.run();
        }

        @Override
        public int slot() {
            return slot;
        }

        @Override
        public void slot(int place) {
            slot = place;
        }
    }
}
