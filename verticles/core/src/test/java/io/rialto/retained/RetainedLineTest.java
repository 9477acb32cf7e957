package io.rialto.retained;

import static io.rialto.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import io.rialto.storage.RetainedStore;
import io.rialto.storage.RetainedValue;
import io.rialto.storage.StoredMessages;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RetainedLineTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final SlowStore store = new SlowStore();
    private final AtomicInteger dropped = new AtomicInteger();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final RetainedLine line =
            new RetainedLine(vertx, store, 1, dropped::incrementAndGet, new RetainedBacklog.Limits(2, 100));

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void settlesWhenTheWriteUnderWayAndWhatCameMeanwhileAreWritten() {
        on(() -> line.now(value("a", "1"), failure -> told.add("first")));
        on(() -> line.later(value("a", "2")));
        on(() -> line.settle(failure -> told.add("settled")));

        store.complete(0);
        List<String> afterFirst = List.copyOf(told);
        store.complete(1);

        assertThat(afterFirst).containsExactly("first");
        await().until(() -> told.equals(List.of("first", "settled")));
        assertThat(store.texts).containsExactly("1", "2");
    }

    @Test
    void settlesAtOnceWhereThereIsNothing() {
        on(() -> line.settle(failure -> told.add("settled")));

        assertThat(told).containsExactly("settled");
    }

    @Test
    void writesLaterWhatCameWhileAWriteWasUnderWay() {
        on(() -> line.later(value("a", "1")));
        await().until(() -> store.writes.size() == 1);
        on(() -> line.later(value("a", "2")));
        on(() -> vertx.setTimer(20, timer -> told.add("its timer has fired by now")));
        await().until(() -> !told.isEmpty());

        store.complete(0);

        await().until(() -> store.writes.size() == 2);
        assertThat(store.texts).containsExactly("1", "2");
    }

    @Test
    void theNewestOfATopicWins() {
        on(() -> {
            line.later(value("a", "1"));
            line.later(value("a", "2"));
            line.later(value("b", "3"));
        });

        await().until(() -> store.writes.size() == 1);
        assertThat(store.texts).containsExactly("2", "3");
    }

    @Test
    void triesAgainWithoutUndoingSomethingNewer() {
        on(() -> line.now(value("a", "1"), failure -> told.add(failure == null ? "written" : "failed")));
        on(() -> line.later(value("a", "2")));

        store.fail(0);
        await().until(() -> store.writes.size() == 2);

        assertThat(told).containsExactly("failed");
        assertThat(store.texts).containsExactly("1", "2");
    }

    @Test
    void whatFindsNoPlaceIsDroppedOrRefused() {
        on(() -> line.now(value("x", "under way"), failure -> {}));
        on(() -> {
            line.later(value("a", "1"));
            line.later(value("b", "2"));
            line.later(value("c", "3"));
            line.now(value("d", "4"), failure -> told.add(codeOf(failure)));
            line.later(value("a", "newer"));
        });

        assertThat(dropped).hasValue(1);
        assertThat(told).containsExactly("OVERLOADED");
        store.complete(0);
        await().until(() -> store.texts.equals(List.of("under way", "newer", "2")));
    }

    @Test
    void bytesAreBoundedToo() {
        on(() -> line.now(value("x", "under way"), failure -> {}));
        on(() -> {
            line.later(value("a", "x".repeat(90)));
            line.later(value("b", "x".repeat(20)));
        });

        assertThat(dropped).hasValue(1);
    }

    private void on(Runnable step) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(now -> {
            step.run();
            done.complete();
        });
        await(done.future());
    }

    private static String codeOf(Throwable failure) {
        ErrorCode code = GatewayException.codeOf(failure);
        return code.name();
    }

    private static RetainedValue value(String topic, String text) {
        return new RetainedValue(topic, 1, 1, new AccountId("alice"), Content.text(text), 1, 1, Long.MAX_VALUE);
    }

    /** A store whose writes end when the test says so. */
    private final class SlowStore implements RetainedStore {
        private final List<Promise<Void>> writes = new CopyOnWriteArrayList<>();
        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        public Future<Void> write(List<RetainedValue> values) {
            Promise<Void> write = Promise.promise();
            values.forEach(value -> texts.add(value.content().asText().orElseThrow()));
            writes.add(write);
            return write.future();
        }

        void complete(int index) {
            await().until(() -> writes.size() > index);
            on(() -> writes.get(index).complete());
        }

        void fail(int index) {
            await().until(() -> writes.size() > index);
            on(() -> writes.get(index).fail("the store is away"));
        }

        @Override
        public Future<Optional<RetainedValue>> get(String topic, long now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<List<RetainedValue>> scan(String prefix, String afterTopic, int limit, long now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<StoredMessages> stored(long now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<Integer> removeExpired(long now) {
            throw new UnsupportedOperationException();
        }
    }
}
