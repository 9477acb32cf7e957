package io.rialto.durable;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.channel.Queued;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.DurableSession;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.contract.session.DurableWill;
import io.rialto.contract.session.DurableWish;
import io.rialto.session.SessionPolicy;
import io.rialto.storage.QueueBounds;
import io.rialto.testing.Client;
import io.rialto.testing.FakeDoor;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DurableSessionsTest {
    private static final long HOUR = 3_600_000;

    @TempDir
    Path directory;

    private House house;

    @BeforeEach
    void open() {
        open(Plan.standard());
    }

    private void open(Plan plan) {
        house = House.open(directory, plan);
    }

    private void accounts() {
        house.accounts("alice", "bob");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void keepsWhatIsPublishedWhileNobodyIsThere() {
        accounts();
        Client phone = durable("phone");
        phone.subscribeDurably("a/+", 1);
        phone.close();

        Client bob = house.signIn("bob", "pc");
        assertThat(await(bob.publish("a/b", "one", 1, false))).isTrue();
        assertThat(await(bob.publish("a/c", "two", 2, false))).isTrue();
        assertThat(await(bob.publish("b", "other", 1, false))).isFalse();
        Client back = durable("phone");
        feed(back, 10);

        assertThat(back.session().durable().orElseThrow().present()).isTrue();
        await().until(() -> back.queued().size() == 2);
        assertThat(back.queued()).containsExactly("one", "two");
        assertThat(back.door().queued()).extracting(Queued::qos).containsExactly(1, 1);
        assertThat(back.door().queued()).extracting(Queued::again).containsExactly(false, false);
    }

    @Test
    void deliversFromMemoryOnceItHasCaughtUp() {
        accounts();
        Client phone = durable("phone");
        phone.subscribeDurably("a", 2);
        feed(phone, 100);
        Client bob = house.signIn("bob", "pc");
        await(bob.publish("a", "0", 2, false));
        await().until(() -> phone.queued().size() == 1);
        int reads = house.storage().gate("sessions.read").calls();

        for (int i = 1; i <= 20; i++) {
            await(bob.publish("a", Integer.toString(i), 2, false));
        }

        await().until(() -> phone.queued().size() == 21);
        assertThat(phone.door().queued())
                .extracting(Queued::position)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(house.storage().gate("sessions.read").calls()).isEqualTo(reads);
    }

    @Test
    void keepsToTheWindow() {
        accounts();
        Client phone = durable("phone");
        phone.subscribeDurably("a", 1);
        feed(phone, 2);
        Client bob = house.signIn("bob", "pc");
        for (int i = 1; i <= 5; i++) {
            await(bob.publish("a", Integer.toString(i), 1, false));
        }
        await().until(() -> phone.queued().size() == 2);
        phone.settle();
        assertThat(phone.queued()).containsExactly("1", "2");

        acknowledge(phone, 1);
        await().until(() -> phone.queued().size() == 3);
        acknowledge(phone, 0);
        acknowledge(phone, 2);

        await().until(() -> phone.queued().size() == 5);
        assertThat(phone.queued()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void whatIsAcknowledgedDoesNotComeAgainTheRestDoes() {
        accounts();
        Client phone = durable("phone");
        phone.subscribeDurably("a", 1);
        feed(phone, 10);
        Client bob = house.signIn("bob", "pc");
        for (int i = 1; i <= 3; i++) {
            await(bob.publish("a", Integer.toString(i), 1, false));
        }
        await().until(() -> phone.queued().size() == 3);
        acknowledge(phone, 1);
        phone.close();
        await(bob.publish("a", "4", 1, false));

        Client back = durable("phone");
        feed(back, 10);

        await().until(() -> back.queued().size() == 3);
        assertThat(back.queued()).containsExactly("1", "3", "4");
        assertThat(back.door().queued()).extracting(Queued::again).containsExactly(true, true, false);
        assertThat(back.door().queued()).extracting(Queued::position).containsExactly(1L, 3L, 4L);
    }

    @Test
    void acknowledgesToThePublisherBehindTheCommit() {
        accounts();
        Client phone = durable("phone");
        phone.subscribeDurably("a", 1);
        Client bob = house.signIn("bob", "pc");
        house.storage().gate("sessions.append").hold();

        Future<Boolean> answer = bob.publish("a", "1", 1, false);
        Future<Boolean> other = bob.publish("b", "1", 1, false);

        await(other);
        await().until(() -> house.storage().gate("sessions.append").waiting() == 1);
        assertThat(answer.isComplete()).isFalse();
        house.storage().gate("sessions.append").open();
        assertThat(await(answer)).isTrue();
    }

    @Test
    void refusesWhatTheStoreDoesNotTake() {
        accounts();
        durable("phone").subscribeDurably("a", 1);
        Client bob = house.signIn("bob", "pc");
        house.storage().gate("sessions.append").fail();

        assertThat(codeOf(bob.publish("a", "1", 1, false))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        house.storage().gate("sessions.append").open();
        assertThat(await(bob.publish("a", "1", 1, false))).isTrue();
    }

    @Test
    void gathersWhatComesDuringACommit() {
        accounts();
        Client phone = durable("phone");
        phone.subscribeDurably("a", 1);
        feed(phone, 100);
        Client bob = house.signIn("bob", "pc");
        house.storage().gate("sessions.append").hold();
        int before = house.storage().gate("sessions.append").calls();
        Future<Boolean> first = bob.publish("a", "0", 1, false);
        await().until(() -> house.storage().gate("sessions.append").waiting() == 1);
        Future<Boolean> last = first;
        for (int i = 1; i <= 50; i++) {
            last = bob.publish("a", Integer.toString(i), 1, false);
        }
        await(house.signIn("bob", "other").publish("elsewhere", "x", 1, false));

        house.storage().gate("sessions.append").open();
        await(last);

        assertThat(house.storage().gate("sessions.append").calls() - before).isLessThan(10);
        await().until(() -> phone.queued().size() == 51);
        assertThat(phone.queued().get(50)).isEqualTo("50");
    }

    @Test
    void whatWaitsCountsByMessagesHoweverManySessionsTheyAreFor() {
        house.close();
        open(Plan.standard().queueMax(20));
        accounts();
        for (int i = 0; i < 30; i++) {
            durable("phone" + i).subscribeDurably("a", 1);
        }
        Client bob = house.signIn("bob", "pc");
        house.storage().gate("sessions.append").hold();

        List<Future<Boolean>> taken = IntStream.range(0, 20)
                .mapToObj(i -> bob.publish("a", Integer.toString(i), 1, false))
                .toList();
        await().until(() -> house.storage().gate("sessions.append").waiting() == 1);
        Future<Boolean> oneTooMany = bob.publish("a", "20", 1, false);

        assertThat(codeOf(oneTooMany)).isEqualTo(ErrorCode.OVERLOADED);
        house.storage().gate("sessions.append").open();
        taken.forEach(answer -> assertThat(await(answer)).isTrue());
        assertThat(await(bob.publish("a", "21", 1, false))).isTrue();
    }

    @Test
    void tellsThePublisherWhenAQueueIsFull() {
        house.close();
        open(Plan.standard().queue(new QueueBounds(2, 1 << 20, true)));
        accounts();
        Client phone = durable("phone");
        phone.subscribeDurably("a", 1);
        Client bob = house.signIn("bob", "pc");
        await(bob.publish("a", "1", 1, false));
        await(bob.publish("a", "2", 1, false));

        assertThat(codeOf(bob.publish("a", "3", 1, false))).isEqualTo(ErrorCode.OVERLOADED);
        feed(phone, 10);
        await().until(() -> phone.queued().size() == 2);
        acknowledge(phone, 0);
        await().untilAsserted(
                        () -> assertThat(await(bob.publish("a", "4", 1, false))).isTrue());
    }

    @Test
    void aPacketWithQos2CountsOnceUntilItIsReleased() {
        accounts();
        Client phone = durable("phone");
        phone.subscribeDurably("a", 2);
        feed(phone, 10);
        Client bob = await(house.open(house.durably("bob", "pc", new DurableWish(false, HOUR, null)), new FakeDoor()));

        await(bob.publishAs(7, "a", "once"));
        await(bob.publishAs(7, "a", "once"));
        bob.close();
        Client again =
                await(house.open(house.durably("bob", "pc", new DurableWish(false, HOUR, null)), new FakeDoor()));
        assertThat(again.session().durable().orElseThrow().inbound()).containsExactly(7);
        await(again.publishAs(7, "a", "once"));
        await(again.durably(durable -> durable.released(7)));
        await(again.publishAs(7, "a", "another"));

        await().until(() -> phone.queued().size() == 2);
        assertThat(phone.queued()).containsExactly("once", "another");
    }

    @Test
    void whatIsReceivedWithQos2IsHeldByItsPacketIdUntilItIsCompleted() {
        accounts();
        Client phone = durable("phone");
        phone.subscribeDurably("a", 2);
        feed(phone, 1);
        Client bob = house.signIn("bob", "pc");
        await(bob.publish("a", "1", 2, false));
        await(bob.publish("a", "2", 2, false));
        await().until(() -> phone.queued().size() == 1);

        await(phone.durably(
                durable -> durable.received(1025, phone.door().queued().get(0))));
        phone.close();
        Client back = durable("phone");
        feed(back, 1);

        assertThat(back.session().durable().orElseThrow().outbound()).containsExactly(1025);
        await().until(() -> back.queued().size() == 1);
        assertThat(back.queued()).containsExactly("2");
        back.run(() -> back.session().durable().orElseThrow().completed(1025, null));
        back.close();
        assertThat(durable("phone").session().durable().orElseThrow().outbound())
                .isEmpty();
    }

    @Test
    void leavesOutWhatItHasPublishedItselfWhereItSaysSo() {
        accounts();
        Client phone = durable("phone");
        await(phone.durably(durable -> durable.subscribe(new DurableSubscription("a", 1, true, true, 5), false)));
        feed(phone, 10);

        assertThat(await(phone.publish("a", "mine", 1, false))).isTrue();
        await(house.signIn("bob", "pc").publish("a", "yours", 1, true));

        await().until(() -> phone.queued().size() == 1);
        Queued item = phone.door().queued().get(0);
        assertThat(phone.queued()).containsExactly("yours");
        assertThat(item.retain()).isTrue();
        assertThat(item.ids()).containsExactly(5);
    }

    @Test
    void nothingComesAfterTheSubscriptionIsTakenBack() {
        accounts();
        Client phone = durable("phone");
        phone.subscribeDurably("a", 1);
        await(phone.durably(durable -> durable.unsubscribe("a")));

        assertThat(await(house.signIn("bob", "pc").publish("a", "1", 1, false))).isFalse();
        phone.close();
        assertThat(durable("phone").session().durable().orElseThrow().subscriptions())
                .isEmpty();
    }

    @Test
    void aCleanStartForgetsTheQueue() {
        accounts();
        Client phone = durable("phone");
        phone.subscribeDurably("a", 1);
        phone.close();
        Client bob = house.signIn("bob", "pc");
        await(bob.publish("a", "1", 1, false));

        Client clean = await(house.open(house.durably("alice", "phone", DurableWish.NOTHING), new FakeDoor()));

        assertThat(clean.session().durable()).isEmpty();
        assertThat(await(bob.publish("a", "2", 1, false))).isFalse();
        assertThat(durable("phone").session().durable().orElseThrow().present()).isFalse();
    }

    @Test
    void whoWantsNothingKeptAndHasNothingCostsNoLookIntoTheStore() {
        accounts();

        await(house.open(house.durably("alice", "phone", DurableWish.NOTHING), new FakeDoor()));

        assertThat(house.storage().gate("sessions.open").calls()).isZero();
    }

    @Test
    void endsWhenItsTimeHasCome() {
        accounts();
        Client phone = durable("phone");
        phone.subscribeDurably("a", 1);
        phone.run(() -> phone.session().durable().orElseThrow().leave(30, true));
        phone.close();
        Client bob = house.signIn("bob", "pc");

        await().untilAsserted(
                        () -> assertThat(await(bob.publish("a", "1", 1, false))).isFalse());
        assertThat(house.durable().table().size()).isZero();
    }

    @Test
    void publishesAWillAfterItsDelayUnlessItsSessionGoesOn() {
        accounts();
        Client watcher = durable("watcher");
        watcher.subscribeDurably("wills/#", 1);
        feed(watcher, 10);

        withWill("late", 50, HOUR).close();
        withWill("back", 150, HOUR).close();
        withWill("back", 60_000, HOUR);

        await().until(() -> watcher.queued().contains("late"));
        withWill("after", 200, HOUR).close();
        await().until(() -> watcher.queued().contains("after"));
        assertThat(watcher.queued()).containsExactly("late", "after");
    }

    @Test
    void theEndOfTheSessionPublishesAWillThatIsStillWaiting() {
        accounts();
        Client watcher = durable("watcher");
        watcher.subscribeDurably("wills/#", 1);
        feed(watcher, 10);

        withWill("expired", 60_000, 50).close();
        withWill("clean", 60_000, HOUR).close();
        await(house.open(house.durably("alice", "clean", DurableWish.NOTHING), new FakeDoor()));

        await().until(() -> watcher.queued().size() == 2);
        assertThat(watcher.queued()).containsExactlyInAnyOrder("expired", "clean");
    }

    @Test
    void aRivalOfTheDeviceGoesOnWhereTheFirstOneStood() {
        accounts();
        Client first = durable("phone");
        first.subscribeDurably("a", 1);
        feed(first, 10);
        Client bob = house.signIn("bob", "pc");
        await(bob.publish("a", "1", 1, false));
        await(bob.publish("a", "2", 1, false));
        await().until(() -> first.queued().size() == 2);
        acknowledge(first, 0);

        Client second = durable("phone");
        feed(second, 10);

        await().until(() -> second.queued().size() == 1);
        assertThat(second.queued()).containsExactly("2");
        assertThat(second.door().queued().get(0).again()).isTrue();
        await(bob.publish("a", "3", 1, false));
        await().until(() -> second.queued().size() == 2);
        assertThat(first.queued()).hasSize(2);
    }

    @Test
    void aSessionWhoseCloseCouldNotBeWrittenIsClosedLater() {
        accounts();
        Client phone = durable("phone");
        phone.run(() -> phone.session().durable().orElseThrow().leave(1, false));
        house.storage().gate("sessions.close").fail();
        phone.close();
        house.storage().gate("sessions.close").open();

        await().until(() -> house.durable().table().size() == 0);
    }

    @Test
    void aWillThatNobodyTakesKeepsNoOtherSessionFromItsEnd() {
        house.close();
        open(Plan.standard().sweepMillis(HOUR).queue(new QueueBounds(1, 1 << 20, true)));
        accounts();
        Client watcher = durable("watcher");
        watcher.subscribeDurably("wills/#", 1);
        watcher.close();
        await(house.signIn("bob", "pc").publish("wills/full", "full", 1, false));
        withWill("first", 0, 1).close();
        withWill("second", 0, 1).close();
        Client third =
                await(house.open(house.durably("alice", "third", new DurableWish(false, 1, null)), new FakeDoor()));
        third.close();

        await(house.vertx().deployVerticle(new DurableSweep(house.durable(), house.placement(), List::of, 20, 2)));

        AccountId alice = new AccountId("alice");
        await().until(() -> !house.durable().table().knows(alice, new DeviceId("third")));
        assertThat(house.durable().table().knows(alice, new DeviceId("first"))).isTrue();
    }

    private Client durable(String device) {
        return await(house.open(house.durably("alice", device, new DurableWish(false, HOUR, null)), new FakeDoor()));
    }

    private Client withWill(String device, long delay, long expiry) {
        Content content = Content.untyped(device.getBytes(StandardCharsets.UTF_8));
        DurableWill will = new DurableWill("wills/" + device, content, 1, false, Long.MAX_VALUE, delay);
        return await(house.open(house.durably("alice", device, new DurableWish(false, expiry, will)), new FakeDoor()));
    }

    private static void feed(Client client, int window) {
        client.run(() -> client.session().durable().orElseThrow().feed(window));
    }

    private static void acknowledge(Client client, int index) {
        Queued item = client.door().queued().get(index);
        Function<DurableSession, Future<Done>> step = durable -> {
            durable.acknowledge(item);
            return Future.succeededFuture(Done.DONE);
        };
        await(client.durably(step));
    }

    @Test
    void refusesWhoFightsOverADevice() {
        house.close();
        open(Plan.standard().policy(new SessionPolicy(SessionPolicy.Kind.BY_DEVICE, 1, 0, 0, 3, 60_000)));
        accounts();
        for (int i = 0; i < 4; i++) {
            durable("phone");
        }

        Future<Client> fifth =
                house.open(house.durably("alice", "phone", new DurableWish(false, HOUR, null)), new FakeDoor());

        assertThat(codeOf(fifth)).isEqualTo(ErrorCode.LIMIT_REACHED);
        assertThat(durable("other").session().durable()).isPresent();
    }
}
