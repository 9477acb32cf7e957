package io.rialto.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.storage.RetainedStore;
import io.rialto.storage.RetainedValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RetainedSweepTest {
    private static final class CountingStore implements RetainedStore {
        private final AtomicInteger sweeps = new AtomicInteger();

        @Override
        public Future<Integer> removeExpired(long now) {
            boolean first = sweeps.incrementAndGet() == 1;
            return first ? Future.failedFuture("the disk is away") : Future.succeededFuture(1);
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

    @Test
    void goesOnSweepingAfterAFailure() {
        Vertx vertx = Vertx.vertx();
        CountingStore store = new CountingStore();

        vertx.deployVerticle(new RetainedSweep(store, Duration.ofMillis(5)));

        await().until(() -> store.sweeps.get() >= 3);
        assertThat(vertx.close().toCompletionStage()).succeedsWithin(Duration.ofSeconds(5));
    }
}
