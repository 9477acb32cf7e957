package io.rialto.durable;

import static io.rialto.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.channel.Queued;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.DurableSession;
import io.rialto.contract.session.DurableWish;
import io.rialto.storage.QueueBounds;
import io.rialto.storage.SessionOpening;
import io.rialto.testing.Client;
import io.rialto.testing.FakeDoor;
import io.rialto.testing.Gate;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Retained values that a durable subscription wants come until all have come, over connections. */
@Timeout(60)
final class RetainedFeedTest {
    private static final long HOUR = 3_600_000;
    private static final int MANY = 200;

    @TempDir
    Path directory;

    private House house;
    private Client bob;

    @BeforeEach
    void open() {
        open(directory, Plan.standard());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void open(Path at, Plan plan) {
        house = House.open(at, plan);
        house.accounts("alice", "bob");
        bob = house.signIn("bob", "pc");
    }

    @Test
    void theRestComesOnTheNextConnection() {
        retainMany();
        Client phone = durable();
        phone.subscribeForRetained("a/+", 2);
        feed(phone, 20);
        Set<String> came = new LinkedHashSet<>(acknowledgeUpTo(phone, 70));
        phone.close();

        Client back = durable();
        feed(back, 20);
        List<String> rest = acknowledgeUpTo(back, MANY - 70);

        assertThat(came).hasSize(70).doesNotContainAnyElementsOf(rest);
        came.addAll(rest);
        assertThat(came).containsExactlyElementsOf(topics());
        assertThat(back.door().queued()).allMatch(Queued::retain);
        settle(back);
        assertThat(opened().isEmpty()).as("nothing is wanted any more").isTrue();
    }

    @Test
    void onlyAPageStandsInTheQueueWhileNobodyTakesIt() {
        retainMany();
        Client phone = durable();
        phone.subscribeForRetained("a/+", 1);
        feed(phone, 5);
        await().until(() -> phone.queued().size() == 5);
        phone.settle();

        assertThat(head(phone)).isEqualTo(64);
        phone.close();
        Client back = durable();
        feed(back, 5);
        await().until(() -> back.queued().size() == 5);
        back.settle();

        assertThat(head(back)).as("not one more before these are handed over").isEqualTo(64);
    }

    @Test
    void theQueueHasSpaceForWhatIsPublishedMeanwhile(@TempDir Path other) {
        house.close();
        open(other, Plan.standard().queue(new QueueBounds(10, 1 << 20, true)));
        retain(topics().subList(0, 30));
        Client phone = durable();
        phone.subscribeForRetained("a/+", 1);
        feed(phone, 1);
        await().until(() -> phone.queued().size() == 1);
        phone.settle();

        assertThat(head(phone)).isEqualTo(5);
        assertThat(await(bob.publish("a/live", "live", 1, false))).isTrue();
        List<String> came = acknowledgeUpTo(phone, 31);
        assertThat(came).containsAll(topics().subList(0, 30)).contains("a/live");
    }

    @Test
    void anOlderValueDoesNotComeAfterANewerOne() {
        await(bob.publish("a/x", "old", 1, true));
        Client phone = durable();
        feed(phone, 20);
        Gate retain = house.storage().gate("sessions.retain");
        retain.hold();
        phone.subscribeForRetained("a/+", 1);
        await().until(() -> retain.waiting() == 1);

        await(bob.publish("a/x", "new", 1, true));
        acknowledgeUpTo(phone, 1);
        await(bob.publish("a/y", "other", 1, false));
        retain.open();
        acknowledgeUpTo(phone, 2);
        settle(phone);

        assertThat(phone.queued()).containsExactly("new", "other");
    }

    /** From the queue, before its value's turn has come. */
    @Test
    void whatIsPublishedWhileTheClientIsAwayInTheMiddleComesOnce() {
        retainMany();
        Client phone = durable();
        phone.subscribeForRetained("a/+", 2);
        feed(phone, 20);
        acknowledgeUpTo(phone, 70);
        phone.close();
        await(bob.publish("a/1150", "newer", 2, true));

        Client back = durable();
        feed(back, 20);
        List<String> rest = acknowledgeUpTo(back, MANY - 70);
        settle(back);

        assertThat(back.queued()).hasSize(rest.size()).contains("newer");
        assertThat(rest).filteredOn("a/1150"::equals).hasSize(1);
    }

    @Test
    void aStoreThatDoesNotAnswerIsAskedAgain() {
        await(bob.publish("a/x", "x", 2, true));
        Gate retain = house.storage().gate("sessions.retain");
        retain.fail();
        Client phone = durable();
        feed(phone, 20);
        phone.subscribeForRetained("#", 2);
        await().until(() -> retain.calls() == 2);
        assertThat(phone.queued()).isEmpty();

        retain.open();

        acknowledgeUpTo(phone, 1);
        assertThat(phone.door().queued()).extracting(Queued::qos).containsExactly(2);
    }

    @Test
    void whatIsUnsubscribedFromIsNotGoneOnWith() {
        retainMany();
        Client phone = durable();
        phone.subscribeForRetained("a/+", 1);
        feed(phone, 5);
        await().until(() -> phone.queued().size() == 5);
        await(phone.durably(durable -> durable.unsubscribe("a/+")));
        acknowledgeUpTo(phone, 64);
        settle(phone);

        assertThat(head(phone)).isEqualTo(64);
        assertThat(phone.queued()).hasSize(64);
    }

    private void retainMany() {
        retain(topics());
        await(bob.publish("a/zero", "zero", 0, true));
    }

    private void retain(List<String> topics) {
        List<Future<Boolean>> all = new ArrayList<>();
        topics.forEach(topic -> all.add(bob.publish(topic, topic, 2, true)));
        await(Future.all(all));
    }

    private static List<String> topics() {
        return IntStream.range(0, MANY).mapToObj(i -> "a/" + (1000 + i)).toList();
    }

    private Client durable() {
        return await(house.open(house.durably("alice", "phone", new DurableWish(false, HOUR, null)), new FakeDoor()));
    }

    private static void feed(Client client, int window) {
        client.run(() -> client.session().durable().orElseThrow().feed(window));
    }

    /** The topics of so many, each acknowledged. */
    private static List<String> acknowledgeUpTo(Client client, int count) {
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int next = i;
            await().pollInterval(Duration.ofMillis(2))
                    .until(() -> client.door().queued().size() > next);
            Queued item = client.door().queued().get(i);
            topics.add(item.topic());
            Function<DurableSession, Future<Done>> step = durable -> {
                durable.acknowledge(item);
                return Future.succeededFuture(Done.DONE);
            };
            await(client.durably(step));
        }
        return topics;
    }

    /** What is on its way has come. */
    private void settle(Client client) {
        await(client.durably(durable -> durable.released(1)));
        client.settle();
    }

    private long head(Client client) {
        return await(house.storage().sessions().head(key(client)));
    }

    private static long key(Client client) {
        return ((DurableDesk) client.session().durable().orElseThrow()).key();
    }

    /** What the next connection would go on with. */
    private Map<String, String> opened() {
        return await(house.storage()
                        .sessions()
                        .open(new SessionOpening(
                                new AccountId("alice"),
                                new DeviceId("phone"),
                                new DurableWish(false, HOUR, null),
                                1,
                                System.currentTimeMillis())))
                .retained();
    }
}
