package io.rialto.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PathsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final AtomicInteger makings = new AtomicInteger();

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void theLoopGoesOnWhileTheyAreMade() {
        CountDownLatch turns = new CountDownLatch(1);
        Rest client = serve(() -> {
            context.runOnContext(turn -> turns.countDown());
            assertThat(turns.await(5, TimeUnit.SECONDS)).isTrue();
            return router();
        });

        assertThat(client.post("/echo", "{\"whole\":true}").body()).isEqualTo("{\"whole\":true}");
    }

    @Test
    void areMadeOnceForAllWhoAskMeanwhile() {
        CountDownLatch asked = new CountDownLatch(1);
        Rest client = serve(() -> {
            assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
            return router();
        });

        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.range(0, 5).mapToObj(i -> client.later("/name")).toList();
        asked.countDown();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().body()).isEqualTo("rialto"));
        assertThat(client.get("/name").body()).isEqualTo("rialto");
        assertThat(makings).hasValue(1);
    }

    @Test
    void thatTheyCannotBeMadeIsAnswered() {
        Rest client = serve(() -> {
            throw new IllegalStateException("a defect");
        });

        assertThat(client.get("/name").statusCode()).isEqualTo(500);
        assertThat(client.get("/name").statusCode()).isEqualTo(500);
    }

    private Rest serve(Callable<Router> making) {
        Paths paths = new Paths(context, () -> {
            makings.incrementAndGet();
            return making.call();
        });
        CompletableFuture<HttpServer> listening = new CompletableFuture<>();
        context.runOnContext(start -> vertx.createHttpServer()
                .requestHandler(paths::handle)
                .listen(0, "127.0.0.1")
                .onComplete(listening::complete, listening::completeExceptionally));
        return new Rest("http://127.0.0.1:" + listening.join().actualPort(), null);
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        router.post("/echo").handler(routing -> routing.end(routing.body().buffer()));
        router.get("/name").handler(routing -> routing.end("rialto"));
        return router;
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
