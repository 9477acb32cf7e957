package io.rialto.stream;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.channel.Run;
import io.rialto.contract.command.StreamCommand.SubscribeLane;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamSubscribed;
import io.rialto.testing.Client;
import io.rialto.testing.FakeSubscriber;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions to a stream room whose relay answers when the test says so. */
final class StreamViewsTest {
    private static final RoomId STAGE = new RoomId("s:stage");

    @TempDir
    private Path directory;

    private final Queue<Ask<?, Replay>> asked = new ConcurrentLinkedQueue<>();
    private final FakeSubscriber subscriber = new FakeSubscriber();
    private House house;
    private Client alice;

    @BeforeEach
    void open() {
        house = House.open(directory, Plan.standard().withoutRelays());
        house.accounts("alice");
        await(house.bus().receive(Address.STREAMS, house.placement().of(STAGE), this::note));
        alice = house.signIn("alice", "tv");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void oneThatIsAskedForAgainStandsThoughItWasRefusedFirst() {
        Future<StreamSubscribed> first = subscribe();
        Future<StreamSubscribed> second = subscribe();
        await().until(() -> asked.size() == 2);

        asked.remove().answer().tryFail(new GatewayException(ErrorCode.NOT_FOUND, "not yet"));
        asked.remove().answer().tryComplete(begun());

        assertThat(codeOf(first)).isEqualTo(ErrorCode.NOT_FOUND);
        await(second);
        house.edgeHears(new Run("$stream/stage", 1, List.of(frame("one"))));
        await().untilAsserted(() -> assertThat(subscriber.texts()).containsExactly("one"));
    }

    @Test
    void oneThatIsRefusedEachTimeIsNone() {
        Future<StreamSubscribed> first = subscribe();
        Future<StreamSubscribed> second = subscribe();
        await().until(() -> asked.size() == 2);

        asked.remove().answer().tryFail(new GatewayException(ErrorCode.NOT_FOUND, "not yet"));
        asked.remove().answer().tryFail(new GatewayException(ErrorCode.NOT_FOUND, "nor now"));

        assertThat(codeOf(first)).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(second)).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(house.fanout().subscriptions()).isZero();
    }

    @SuppressWarnings("unchecked")
    private void note(Object message) {
        if (message instanceof Ask<?, ?> ask) {
            asked.add((Ask<?, Replay>) ask);
        }
    }

    private Future<StreamSubscribed> subscribe() {
        return alice.submit(new SubscribeLane(STAGE, null, Set.of(), null, subscriber));
    }

    private static Replay begun() {
        return new Replay(new StreamSubscribed(new StreamPlace(1, 0), 0), List.of());
    }

    private static Frame frame(String text) {
        LanePart lane = new LanePart("0", 0, 0);
        AccountId bob = new AccountId("bob");
        return new Frame(1, 1, bob, Content.text(text), 0, false, false, 0, Long.MAX_VALUE, lane);
    }
}
