package io.rialto.session.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The timers of a real context. */
class VertxFeedTimerTest {
    private final Vertx vertx = Vertx.vertx();
    private final VertxFeedTimer timer = new VertxFeedTimer(vertx);

    @AfterEach
    void closeVertx() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void ringsOnTheContextThatAsked() throws Exception {
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Context> rang = new CompletableFuture<>();

        context.runOnContext(v -> timer.after(1, () -> rang.complete(vertx.getOrCreateContext())));

        assertThat(rang.get(10, TimeUnit.SECONDS)).isEqualTo(context);
    }

    @Test
    void isSilentWhenCalledOff() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();

        vertx.getOrCreateContext().runOnContext(v -> {
            Runnable cancel = timer.after(1, () -> first.complete("called off"));
            timer.after(5, () -> first.complete("waited for"));
            cancel.run();
        });

        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("waited for");
    }

    @Test
    void theClockDoesNotGoBack() {
        long before = timer.now();

        assertThat(timer.now()).isGreaterThanOrEqualTo(before);
    }
}
