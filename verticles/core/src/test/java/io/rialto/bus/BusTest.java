package io.rialto.bus;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.cluster.Home;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.testing.House;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BusTest {
    private static final AccountId ALICE = new AccountId("alice");

    @TempDir
    private Path directory;

    private House house;
    private Home home;

    @BeforeEach
    void open() {
        house = House.open(directory);
        home = house.placement().all().get(0);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @ParameterizedTest
    @EnumSource(Address.class)
    void everyVerticleAnswersWhatItDoesNotKnow(Address address) {
        assertThat(codeOf(house.bus().ask(address, home, ALICE, null, "what is this?")))
                .isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void whoAsksWhereNobodyIsDoesNotWaitForEver() {
        Home nowhere = new Home(home.node(), 99);

        assertThat(codeOf(house.bus().ask(Address.MESSAGES, nowhere, ALICE, null, "?")))
                .isEqualTo(ErrorCode.TIMEOUT);
        assertThat(house.bus().tell(Address.MESSAGES, nowhere, "?").failed()).isTrue();
    }

    @Test
    void aReceiverThatThrowsFailsItsQuestionOnly() {
        Home other = new Home(home.node(), 50);
        List<Object> received = new CopyOnWriteArrayList<>();
        await(house.bus().receive(Address.ROOMS, other, message -> {
            received.add(message);
            throw new IllegalStateException("a defect, as the test wants");
        }));

        assertThat(codeOf(house.bus().ask(Address.ROOMS, other, ALICE, null, "?")))
                .isEqualTo(ErrorCode.INTERNAL);
        await(house.bus().tell(Address.ROOMS, other, "told"));

        await().until(() -> received.size() == 2);
    }

    @Test
    void answersComeOnTheAskersContext() {
        Vertx vertx = house.vertx();
        ContextInternal asker = ((VertxInternal) vertx).createEventLoopContext();
        Promise<Context> where = Promise.promise();

        asker.runOnContext(now -> house.bus()
                .ask(Address.PRESENCE, home, ALICE, null, "?")
                .onComplete(answer -> where.complete(Vertx.currentContext())));

        assertThat(((ContextInternal) await(where.future())).unwrap()).isSameAs(asker);
    }

    @Test
    void messagesOfOneSenderKeepTheirOrder() {
        Home other = new Home(home.node(), 51);
        List<Object> received = new CopyOnWriteArrayList<>();
        await(house.bus().receive(Address.ROOMS, other, received::add));

        List<Future<Void>> told = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            told.add(house.bus().tell(Address.ROOMS, other, i));
        }

        await().until(() -> received.size() == 500);
        assertThat(received).isSortedAccordingTo((a, b) -> Integer.compare((Integer) a, (Integer) b));
        assertThat(told).allMatch(Future::succeeded);
    }
}
