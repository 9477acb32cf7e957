package io.rialto.retained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.rialto.storage.RetainedStore;
import io.rialto.storage.RetainedValue;
import io.rialto.storage.StoredMessages;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RetainedSweepTest {
    private static final class CountingStore implements RetainedStore {
        private final AtomicInteger sweeps = new AtomicInteger();
        private final AtomicInteger counts = new AtomicInteger();
        private final AtomicLong until = new AtomicLong();

        @Override
        public Future<Integer> removeExpired(long then) {
            until.set(then);
            boolean first = sweeps.incrementAndGet() == 1;
            return first ? Future.failedFuture("the disk is away") : Future.succeededFuture(1);
        }

        @Override
        public Future<StoredMessages> stored(long now) {
            return counts.getAndIncrement() == 1
                    ? Future.failedFuture("the disk is away")
                    : Future.succeededFuture(new StoredMessages(7, 70));
        }

        @Override
        public Future<Void> write(List<RetainedValue> values) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<Optional<RetainedValue>> get(String topic, long now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<List<RetainedValue>> scan(String prefix, String afterTopic, int limit, long now) {
            throw new UnsupportedOperationException();
        }
    }

    private static Future<StoredMessages> queues() {
        return Future.succeededFuture(new StoredMessages(3, 30));
    }

    @Test
    void goesOnSweepingAfterAFailureAndKeepsWhatIsYoung() {
        Vertx vertx = Vertx.vertx();
        CountingStore store = new CountingStore();

        vertx.deployVerticle(
                new RetainedSweep(store, RetainedSweepTest::queues, Duration.ofMillis(5), Duration.ofHours(1)));

        await().until(() -> store.sweeps.get() >= 3);
        assertThat(store.until.get())
                .as("kept for an hour")
                .isCloseTo(System.currentTimeMillis() - 3_600_000, within(60_000L));
        assertThat(vertx.close().toCompletionStage()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void countsForWhoAsksAndForNobodyElse() {
        Vertx vertx = Vertx.vertx();
        CountingStore store = new CountingStore();
        RetainedSweep sweep =
                new RetainedSweep(store, RetainedSweepTest::queues, Duration.ofMillis(5), Duration.ofHours(1));
        vertx.deployVerticle(sweep);
        await().until(() -> store.sweeps.get() >= 3);
        assertThat(store.counts.get()).isZero();

        await().until(() -> sweep.values() == 7); // though the second time the disk is away
        await().until(() -> {
            sweep.values();
            return store.counts.get() >= 3;
        });

        assertThat(sweep.values()).isEqualTo(7);
        assertThat(sweep.stored()).isEqualTo(new StoredMessages(7 + 3, 70 + 30));
        assertThat(vertx.close().toCompletionStage()).succeedsWithin(Duration.ofSeconds(5));
    }
}
