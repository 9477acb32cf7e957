package io.rialto.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import io.rialto.account.PublishedKeys.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PublishedKeysTest {
    private static final Pace PACE = new Pace(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofDays(1));
    private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.RS256);
    private static final int ROUNDS = 20_000;
    private static final int THREADS = 4;

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void close() {
        threads.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** A fetch that ends between another one's look at when the last one was and its turn. */
    @Test
    void fetchesOnceHoweverManyAskAtTheSameTime() throws Exception {
        CyclicBarrier round = new CyclicBarrier(THREADS);
        List<AtomicInteger> fetches = new ArrayList<>();
        List<PublishedKeys> keys = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            AtomicInteger counted = new AtomicInteger();
            fetches.add(counted);
            keys.add(new PublishedKeys(
                    vertx,
                    () -> {
                        counted.incrementAndGet();
                        return Future.succeededFuture("{\"keys\":[]}");
                    },
                    PACE,
                    () -> 1_000_000));
        }

        for (int t = 0; t < THREADS; t++) {
            threads.submit(() -> {
                for (PublishedKeys one : keys) {
                    round.await();
                    one.of(HEADER);
                }
                return null;
            });
        }

        threads.shutdown();
        assertThat(threads.awaitTermination(50, TimeUnit.SECONDS)).isTrue();
        assertThat(fetches).extracting(AtomicInteger::get).containsOnly(1);
    }
}
