package io.rialto.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who shares a commit with whom. */
@Timeout(60)
class WriteQueueTest {
    private static final long LONG_MILLIS = 50_000;
    private static final long LONG = Duration.ofSeconds(50).toNanos();

    private final Vertx vertx = Vertx.vertx();
    private final WriteQueue queue = new WriteQueue(100);

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void whoWereAnsweredTogetherAreTakenTogetherAgain() throws InterruptedException {
        CountDownLatch taking = new CountDownLatch(1);
        Thread second = new Thread(() -> {
            try {
                taking.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            queue.offer(pending(true));
        });
        second.start();
        queue.offer(pending(true));
        Echo echo = Echo.of(List.of(pending(true), pending(false), pending(true)), LONG);

        taking.countDown();
        List<Pending<?>> group = queue.take(10, LONG_MILLIS, new Echo(echo.expected(), System.nanoTime() + LONG));

        assertThat(echo.expected()).isEqualTo(2);
        assertThat(group).hasSize(2);
        second.join();
    }

    @Test
    void whoAloneWasAnsweredWaitsForNobody() {
        queue.offer(pending(true));

        assertThat(queue.take(10, LONG_MILLIS, new Echo(1, System.nanoTime() + LONG)))
                .hasSize(1);
    }

    @Test
    void nobodyIsWaitedForLongerThanThatIsWorth() {
        queue.offer(pending(true));

        assertThat(queue.take(10, LONG_MILLIS, Echo.of(List.of(pending(true), pending(true)), 0)))
                .hasSize(1);
    }

    @Test
    void theWeightBoundsWhatIsTakenWhoeverIsExpected() {
        queue.offer(pending(true));
        queue.offer(pending(true));

        assertThat(queue.take(1, LONG_MILLIS, new Echo(2, System.nanoTime() + LONG)))
                .hasSize(1);
        assertThat(queue.isEmpty()).isFalse();
    }

    private Pending<?> pending(boolean followed) {
        return new Pending<>(new Nothing(followed), (ContextInternal) vertx.getOrCreateContext());
    }

    private record Nothing(boolean isFollowed) implements WriteOperation<Void> {
        @Override
        public int weight() {
            return 1;
        }

        @Override
        public Void run(WriteSession session) {
            return null;
        }
    }
}
