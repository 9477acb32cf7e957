package io.rialto.session;

import static io.rialto.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.contract.command.PresenceCommand.WatchPresence;
import io.rialto.contract.id.AccountId;
import io.rialto.presence.Unwatch;
import io.rialto.presence.Watch;
import io.rialto.testing.Client;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The presence verticle is played by the test: it notes what it is asked. */
final class WatchesTest {
    private static final AccountId ALICE = new AccountId("alice");

    @TempDir
    private Path directory;

    private House house;
    private final List<Object> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aWatchThatIsUnderWayEndsWithItsSession() {
        house = House.open(directory, Plan.standard().loops(1).withoutPresence());
        house.accounts("bob");
        await(house.vertx().deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                return house.bus().receive(Address.PRESENCE, house.placement().of(ALICE), asked::add);
            }
        }));
        Client bob = house.signIn("bob", "phone");

        bob.run(() -> bob.session().submit(new WatchPresence(List.of(ALICE))));
        await().until(() -> asked.stream().anyMatch(WatchesTest::isWatch));
        bob.close();

        await().until(() -> asked.stream().anyMatch(Unwatch.class::isInstance));
        assertThat(asked.stream().filter(one -> isWatch(one) || one instanceof Unwatch))
                .hasSize(2);
    }

    private static boolean isWatch(Object message) {
        return message instanceof Ask<?, ?> ask && ask.question() instanceof Watch;
    }
}
