package io.rialto.durable;

import static io.rialto.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.channel.Queued;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.DurableWill;
import io.rialto.contract.session.DurableWish;
import io.rialto.testing.Client;
import io.rialto.testing.FakeDoor;
import io.rialto.testing.House;
import io.rialto.testing.Town;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Durable sessions of several nodes: known everywhere, served wherever they are. */
@Timeout(60)
class DurableTownTest {
    private static final long HOUR = 3_600_000;

    @TempDir
    Path directory;

    private Town town;

    @BeforeEach
    void open() {
        town = Town.of(directory, "a", "b", "c");
        town.house("a").accounts("alice", "bob");
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void whatIsPublishedAtAnyNodeWaitsForASessionThatComesBackAtAnother() {
        Client phone = durable(town.house("a"), null);
        phone.subscribeDurably("t/+", 1);
        phone.close();
        publishAt("b", 1);
        publishAt("c", 2);

        Client back = durable(town.house("c"), null);
        feed(back);

        await().until(() -> back.queued().size() == 40);
        assertThat(back.queued()).containsExactlyInAnyOrderElementsOf(texts(1, 2));
        assertThat(back.door().queued()).extracting(Queued::position).isSorted();
    }

    @Test
    void whatIsPublishedAtAnyNodeIsDeliveredWhereItsConnectionIs() {
        Client phone = durable(town.house("a"), null);
        phone.subscribeDurably("t/+", 2);
        feed(phone);
        publishAt("a", 1);
        publishAt("b", 2);
        publishAt("c", 3);

        await().until(() -> phone.queued().size() == 60);
        assertThat(phone.queued()).containsExactlyInAnyOrderElementsOf(texts(1, 2, 3));
    }

    @Test
    void aNodeThatComesLaterKnowsOfThemToo() {
        Client phone = durable(town.house("a"), null);
        phone.subscribeDurably("t/+", 1);
        feed(phone);
        town.join("d");
        publishAt("d", 1);

        await().until(() -> phone.queued().size() == 20);
    }

    @Test
    void aSessionThatMovesGoesOnWhereItStood() {
        Client phone = durable(town.house("a"), null);
        phone.subscribeDurably("t/+", 1);
        feed(phone);
        publishAt("b", 1);
        await().until(() -> phone.queued().size() == 20);
        Queued first = phone.door().queued().get(0);
        phone.run(() -> phone.session().durable().orElseThrow().acknowledge(first));

        Client moved = durable(town.house("b"), null);
        feed(moved);
        publishAt("c", 2);

        await().until(() -> moved.queued().size() == 39);
        assertThat(moved.door().queued().get(0).position()).isEqualTo(first.position() + 1);
        assertThat(moved.door().queued().stream().filter(Queued::again)).hasSize(19);
    }

    @Test
    void retainedValuesGoOnAtTheNodeToWhichTheirClientHasMoved() {
        List<String> topics =
                IntStream.range(0, 200).mapToObj(i -> "t/" + (1000 + i)).toList();
        Client bob = town.house("c").signIn("bob", "pc");
        topics.stream()
                .map(topic -> bob.publish(topic, topic, 2, true))
                .toList()
                .forEach(done -> await(done));
        Client phone = durable(town.house("a"), null);
        phone.subscribeForRetained("t/+", 2);
        List<String> came = new ArrayList<>(takeFew(phone, 70));

        came.addAll(takeFew(durable(town.house("b"), null), 70));
        town.kill("b");
        Client last = durable(town.house("c"), null);
        came.addAll(takeFew(last, 60));

        assertThat(came).containsExactlyElementsOf(topics);
        assertThat(last.door().queued()).allMatch(Queued::retain);
    }

    /** The texts of so many, each acknowledged, which the store knows. */
    private List<String> takeFew(Client client, int count) {
        client.run(() -> client.session().durable().orElseThrow().feed(20));
        for (int i = 0; i < count; i++) {
            int next = i;
            await().pollInterval(Duration.ofMillis(2))
                    .until(() -> client.door().queued().size() > next);
            Queued item = client.door().queued().get(i);
            client.run(() -> client.session().durable().orElseThrow().acknowledge(item));
        }
        long last = client.door().queued().get(count - 1).position();
        long key = ((DurableDesk) client.session().durable().orElseThrow()).key();
        await().until(() -> await(town.house("c").storage().sessions().read(key, 0, 1000, 1 << 20)).items().stream()
                .noneMatch(item -> item.position() <= last));
        return client.queued().subList(0, count);
    }

    @Test
    void aSubscriptionThatIsTakenBackIsTakenBackEverywhere() {
        Client phone = durable(town.house("a"), null);
        phone.subscribeDurably("t/+", 1);
        await(phone.durably(durable -> durable.unsubscribe("t/+")));

        publishAt("b", 1);

        long first = 1; // the key of the first session in a fresh store
        assertThat(await(town.house("a").storage().sessions().head(first))).isZero();
    }

    @Test
    void theSessionAndTheWillOfALostNodeAreTakenCareOf() {
        Client watcher = await(town.house("b")
                .open(town.house("b").durably("bob", "watcher", new DurableWish(false, HOUR, null)), new FakeDoor()));
        watcher.subscribeDurably("will", 1);
        feed(watcher);
        Content content = Content.untyped("gone".getBytes(StandardCharsets.UTF_8));
        Client phone = durable(town.house("a"), new DurableWill("will", content, 1, false, Long.MAX_VALUE, 50));
        phone.subscribeDurably("t/+", 1);
        feed(phone);
        publishAt("b", 1);
        await().until(() -> phone.queued().size() == 20);

        town.kill("a");

        await().until(() -> watcher.queued().contains("gone"));
        Client back = durable(town.house("c"), null);
        feed(back);
        await().until(() -> back.queued().size() == 20);
        assertThat(back.door().queued()).allMatch(Queued::again);
        assertThat(watcher.queued()).containsExactly("gone");
    }

    @Test
    void everyNodeKnowsHowManySessionsHaveNoConnection() {
        Client phone = durable(town.house("a"), null);
        await(town.house("b")
                .open(town.house("b").durably("bob", "pc", new DurableWish(false, HOUR, null)), new FakeDoor()));
        await().until(() -> disconnected("a") == 0 && disconnected("b") == 0 && disconnected("c") == 0);

        phone.close();
        await().until(() -> disconnected("a") == 1 && disconnected("b") == 1 && disconnected("c") == 1);
        town.kill("b");
        await().until(() -> disconnected("a") == 2 && disconnected("c") == 2);
        durable(town.house("c"), null);
        await().until(() -> disconnected("a") == 1 && disconnected("c") == 1);
    }

    @Test
    void sessionsThatExpireAreCountedWhereTheyEnd() {
        Client phone = await(town.house("a")
                .open(town.house("a").durably("alice", "phone", new DurableWish(false, 50, null)), new FakeDoor()));
        phone.subscribeDurably("t/+", 1);
        phone.close();

        await().until(() -> List.of("a", "b", "c").stream()
                        .mapToLong(node -> town.house(node).durableFigures().expired())
                        .sum()
                == 1);
        assertThat(disconnected("a")).isZero();
    }

    private long disconnected(String node) {
        return town.house(node).durableFigures().disconnected();
    }

    /** Twenty topics have homes on all nodes. */
    private void publishAt(String node, int round) {
        Client bob = town.house(node).signIn("bob", "pc-" + node + round);
        IntStream.range(0, 20)
                .mapToObj(i -> bob.publish("t/" + i, round + "-" + i, 1, false))
                .toList()
                .forEach(done -> await(done));
    }

    private static List<String> texts(int... rounds) {
        return IntStream.of(rounds)
                .boxed()
                .flatMap(round -> IntStream.range(0, 20).mapToObj(i -> round + "-" + i))
                .toList();
    }

    private static Client durable(House house, DurableWill will) {
        return await(house.open(house.durably("alice", "phone", new DurableWish(false, HOUR, will)), new FakeDoor()));
    }

    private static void feed(Client client) {
        client.run(() -> client.session().durable().orElseThrow().feed(1000));
    }
}
