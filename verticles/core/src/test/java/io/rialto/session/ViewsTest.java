package io.rialto.session;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.contract.command.ChannelCommand.Subscribe;
import io.rialto.contract.command.ChannelCommand.Unsubscribe;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.testing.Client;
import io.rialto.testing.FakeSubscriber;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live views of groups, whose home answers when the test says so. */
final class ViewsTest {
    private static final RoomId TEAM = RoomId.group("team");
    private static final String VIEW = "$group/team";

    @TempDir
    private Path directory;

    private final Queue<Ask<?, Done>> asked = new ConcurrentLinkedQueue<>();
    private final FakeSubscriber subscriber = new FakeSubscriber();
    private House house;
    private Client alice;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void open() {
        house = House.open(directory, Plan.standard().withoutMessages());
        house.accounts("alice");
        await(house.bus().receive(Address.MESSAGES, house.placement().of(TEAM), ask -> asked.add((Ask<?, Done>) ask)));
        alice = house.signIn("alice", "phone");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void oneThatIsAskedForAgainStandsThoughItWasRefusedFirst() {
        Future<Done> first = alice.submit(new Subscribe(VIEW, subscriber, false));
        Future<Done> second = alice.submit(new Subscribe(VIEW, subscriber, false));
        await().until(() -> asked.size() == 2);

        asked.remove().answer().tryFail(new GatewayException(ErrorCode.NOT_MEMBER, "not yet"));
        asked.remove().answer().tryComplete(Done.DONE);

        assertThat(codeOf(first)).isEqualTo(ErrorCode.NOT_MEMBER);
        await(second);
        assertThat(house.fanout().subscriptions()).isEqualTo(1);
    }

    @Test
    void oneThatIsTakenBackBeforeTheAnswersDoesNotStand() {
        Future<Done> first = alice.submit(new Subscribe(VIEW, subscriber, false));
        Future<Done> second = alice.submit(new Subscribe(VIEW, subscriber, false));
        alice.ask(new Unsubscribe(VIEW, subscriber));
        await().until(() -> asked.size() == 2);

        asked.remove().answer().tryComplete(Done.DONE);
        asked.remove().answer().tryComplete(Done.DONE);

        await(first);
        await(second);
        assertThat(house.fanout().subscriptions()).isZero();
    }
}
