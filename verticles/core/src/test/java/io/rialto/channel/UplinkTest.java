package io.rialto.channel;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.cluster.Home;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.message.Content;
import io.rialto.testing.Client;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The channels' homes are played by the test: it sequences when it wants to. */
final class UplinkTest {
    private static final int LIMIT = 10_000;
    private static final byte[] KILOBYTE = new byte[1000];

    @TempDir
    private Path directory;

    private House house;
    private Client alice;
    private Client bob;
    private final BlockingQueue<Uploads<?>> arrived = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() {
        house = House.open(
                directory, Plan.standard().loops(1).uplinkLimit(LIMIT).withoutChannels());
        house.accounts("alice", "bob");
        alice = house.signIn("alice", "phone");
        bob = house.signIn("bob", "phone");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void asksWhoPublishesTooMuchToStopReading() {
        playHome();

        publish(alice, 5);
        List<Boolean> below = List.copyOf(alice.door().congestions());
        publish(alice, 5);

        assertThat(below).isEmpty();
        assertThat(alice.door().congestions()).containsExactly(true);
        assertThat(bob.door().congestions()).as("has published nothing").isEmpty();
    }

    @Test
    void saysSoOncePerChange() {
        playHome();

        publish(alice, 10);
        publish(alice, 10);

        assertThat(alice.door().congestions()).containsExactly(true);
    }

    @Test
    void goesOnBelowHalfOfTheLimit() throws InterruptedException {
        playHome();
        publish(alice, 3);
        publish(alice, 3);
        publish(bob, 3);

        arrived.take().sequenced();
        alice.settle();
        List<Boolean> aboveHalf = List.copyOf(bob.door().congestions());
        arrived.take().sequenced();

        assertThat(aboveHalf).containsExactly(true);
        await().until(() -> bob.door().congestions().equals(List.of(true, false)));
        assertThat(alice.door().congestions()).isEmpty();
    }

    @Test
    void everybodyWhoWasHeldGoesOn() {
        playHome();
        publish(alice, 10);
        publish(bob, 1);

        sequenceAll();

        await().until(() -> alice.door().congestions().equals(List.of(true, false)));
        await().until(() -> bob.door().congestions().equals(List.of(true, false)));
        assertThat(house.uplinks().of(alice.context()).underWay()).isZero();
    }

    @Test
    void whoLeavesIsForgotten() {
        playHome();
        publish(alice, 10);
        alice.close();

        sequenceAll();
        bob.settle();

        assertThat(alice.door().congestions()).containsExactly(true);
    }

    @Test
    void refusesInTheEndWhoDoesNotStop() {
        playHome();
        publish(alice, 200);

        assertThat(codeOf(alice.publish("a", "x", 1, false))).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(house.uplinks().refused()).isPositive();

        sequenceAll();
        await().until(() -> alice.door().congestions().equals(List.of(true, false)));
    }

    @Test
    void tellsWhereNoHomeRuns() {
        assertThat(codeOf(alice.publish("a", "x", 1, false))).isEqualTo(ErrorCode.TIMEOUT);
        await().until(() -> house.uplinks().of(alice.context()).underWay() == 0);
    }

    @Test
    void oneLoopHasOneUplinkHoweverManyContexts() {
        assertThat(alice.context()).isNotSameAs(bob.context());
        assertThat(house.uplinks().of(alice.context())).isSameAs(house.uplinks().of(bob.context()));
    }

    private void publish(Client client, int kilobytes) {
        Promise<Void> published = Promise.promise();
        client.run(() -> {
            for (int i = 0; i < kilobytes; i++) {
                client.session()
                        .publish(new Publication("a", Content.untyped(KILOBYTE), 0, false, Long.MAX_VALUE, null));
            }
            published.complete();
        });
        await(published.future());
        client.settle();
    }

    private void sequenceAll() {
        await().until(() -> {
            for (Uploads<?> next = arrived.poll(); next != null; next = arrived.poll()) {
                next.sequenced();
            }
            return house.uplinks().of(alice.context()).underWay() == 0;
        });
    }

    private void playHome() {
        Bus bus = house.bus();
        Home home = house.placement().ofTopic("a");
        VerticleBase played = new VerticleBase() {
            @Override
            public Future<?> start() {
                return bus.receive(Address.CHANNELS, home, message -> arrived.add((Uploads<?>) message));
            }
        };
        await(house.vertx().deployVerticle(played, new DeploymentOptions()));
    }
}
