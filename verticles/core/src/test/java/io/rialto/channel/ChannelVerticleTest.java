package io.rialto.channel;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.bus.Address;
import io.rialto.bus.Tidings.HomesMoved;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.local.LocalPlacement;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.channel.Run;
import io.rialto.contract.command.ChannelCommand.Subscribe;
import io.rialto.contract.command.ChannelCommand.Unsubscribe;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.message.Content;
import io.rialto.storage.RetainedValue;
import io.rialto.testing.Client;
import io.rialto.testing.FakeSubscriber;
import io.rialto.testing.Gate;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChannelVerticleTest {
    @TempDir
    private Path directory;

    private House house;
    private Client publisher;
    private Client reader;
    private final FakeSubscriber subscriber = new FakeSubscriber();

    @BeforeEach
    void open() {
        house = House.open(directory, Plan.standard().maxKnown(4));
        house.accounts("alice", "bob");
        publisher = house.signIn("alice", "phone");
        reader = house.signIn("bob", "phone");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void framesAreCountedFromOneInOneEpoch() {
        reader.ask(new Subscribe("a/b", subscriber, false));

        for (int i = 1; i <= 3; i++) {
            await(publisher.publish("a/b", "m" + i, 1, false));
        }

        await().until(() -> subscriber.texts().equals(List.of("m1", "m2", "m3")));
        assertThat(subscriber.frames()).extracting(Frame::seq).containsExactly(1L, 2L, 3L);
        assertThat(subscriber.runs())
                .extracting(Run::epoch)
                .containsOnly(subscriber.runs().get(0).epoch());
        assertThat(subscriber.frames().get(0).session())
                .isEqualTo(publisher.session().info().id().value());
    }

    /** MQTT takes the packets of a connection in order: what it has published before it subscribes is not for it. */
    @Test
    void whoSubscribesDoesNotHearWhatItHadPublishedBefore() {
        List<FakeSubscriber> subscribers = new ArrayList<>();
        publisher.run(() -> {
            for (int i = 0; i < 20; i++) {
                FakeSubscriber mine = new FakeSubscriber();
                subscribers.add(mine);
                String topic = "t" + i;
                publisher.publishNow(topic, "before");
                publisher
                        .session()
                        .submit(new Subscribe(i % 2 == 0 ? topic : topic + "/#", mine, false))
                        .onSuccess(done -> publisher.publishNow(topic, "after"));
            }
        });

        await().until(() -> subscribers.size() == 20
                && subscribers.stream().noneMatch(one -> one.texts().isEmpty()));
        publisher.settle();

        assertThat(subscribers).allSatisfy(one -> assertThat(one.texts()).containsExactly("after"));
    }

    @Test
    void whatItRetainedBeforeComesAsRetained() {
        publisher.run(() -> {
            Content content = Content.untyped("r".getBytes(StandardCharsets.UTF_8));
            publisher.session().publish(new Publication("r", content, 0, true, Long.MAX_VALUE, null));
            publisher.session().submit(new Subscribe("r", subscriber, true));
        });

        await().until(() -> !subscriber.texts().isEmpty());
        await(publisher.publish("r", "end", 1, false));
        await().until(() -> subscriber.texts().contains("end"));

        assertThat(subscriber.texts()).containsExactly("[r]", "end");
    }

    @Test
    void aSubscriptionThatWaitsIsTakenBackInItsOrder() {
        FakeSubscriber other = new FakeSubscriber();
        publisher.run(() -> {
            publisher.publishNow("a", "before");
            publisher.session().submit(new Subscribe("a", subscriber, false));
            publisher.session().submit(new Unsubscribe("a", subscriber));
            publisher
                    .session()
                    .submit(new Subscribe("a", other, false))
                    .onSuccess(done -> publisher.publishNow("a", "after"));
        });

        await().until(() -> other.texts().equals(List.of("after")));
        assertThat(subscriber.texts()).isEmpty();
    }

    @Test
    void aSubscriptionThatWaitsEndsWithItsSession() {
        publisher.run(() -> {
            publisher.publishNow("a", "before");
            publisher.session().submit(new Subscribe("a", subscriber, false));
            publisher.session().close();
        });
        publisher.settle();

        reader.ask(new Subscribe("b", new FakeSubscriber(), false));
        assertThat(await(reader.publish("a", "x", 1, false)))
                .as("somebody is subscribed")
                .isFalse();
    }

    @Test
    void whatIsPublishedInOneTurnLeavesAsOneRun() {
        reader.ask(new Subscribe("#", subscriber, false));

        publisher.run(() -> {
            for (int i = 0; i < 100; i++) {
                publisher.publishNow("a", "a" + i);
                publisher.publishNow("b", "b" + i);
            }
        });

        await().until(() -> subscriber.frames().size() == 200);
        assertThat(subscriber.runs()).hasSize(2);
    }

    @Test
    void publicationsOfOneSessionKeepTheirOrder() {
        reader.ask(new Subscribe("a", subscriber, false));

        for (int i = 0; i < 300; i++) {
            publisher.publishQuietly("a", "m" + i, false);
        }

        await().until(() -> subscriber.frames().size() == 300);
        assertThat(subscriber.texts())
                .isEqualTo(IntStream.range(0, 300).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void theReceiptTellsWhetherSomebodyIsSubscribed() {
        boolean before = await(publisher.publish("a", "x", 1, false));
        reader.ask(new Subscribe("a", subscriber, false));

        boolean after = await(publisher.publish("a", "x", 1, false));

        assertThat(before).isFalse();
        assertThat(after).isTrue();
    }

    @Test
    void aDefectInOneReceiptKeepsNoOtherFromItsPublisher() {
        Future<Boolean> second = publisher.publishAfterADefect("a");

        assertThat(await(second)).isFalse();
    }

    @Test
    void refusesWhatIsNoChannel() {
        assertThat(codeOf(publisher.publish("$SYS/x", "x", 1, false))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(publisher.publish("a/+", "x", 1, false))).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(codeOf(publisher.publish("a/#", "x", 1, true))).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(codeOf(publisher.publish("", "x", 1, false))).isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void runsAreReleasedWhenEverybodyHasHadThem() {
        reader.ask(new Subscribe("a", subscriber, true));
        await(publisher.publish("a", "live", 1, true));
        FakeSubscriber late = new FakeSubscriber();
        reader.ask(new Subscribe("a", late, true));
        await().until(() -> late.texts().equals(List.of("[live]")));

        await().until(() -> late.runs().get(0).isReleased());
        await().until(() -> house.fanout().runs().stream().allMatch(Run::isReleased));
        assertThat(house.fanout().runs()).isNotEmpty();
    }

    @Test
    void aSubscriberThatFailsToTakeARetainedValueLeaksNothing() {
        await(publisher.publish("a", "old", 1, true));
        subscriber.onOffer(run -> {
            throw new IllegalStateException("a defect of this door, as the test wants");
        });

        reader.ask(new Subscribe("a", subscriber, true));

        await().until(() -> subscriber.runs().size() == 1);
        await().until(() -> subscriber.runs().get(0).isReleased());
        await().until(() -> house.fanout().subscriptions() == 1);

        reader.ask(new Subscribe("+", subscriber, true));

        await().until(() -> subscriber.runs().size() == 2);
        await().until(() -> subscriber.runs().get(1).isReleased());
        await().until(() -> house.fanout().subscriptions() == 2);
    }

    @Test
    void aRetainedValueIsOfferedToLaterSubscribers() {
        await(publisher.publish("a/b", "old", 1, true));
        await(publisher.publish("a/b", "new", 1, true));

        reader.ask(new Subscribe("a/#", subscriber, true));

        await().until(() -> subscriber.texts().equals(List.of("[new]")));
        assertThat(subscriber.frames().get(0).seq()).isEqualTo(2);
        assertThat(subscriber.frames().get(0).retain()).isTrue();
    }

    @Test
    void anEmptyRetainedValueRemovesIt() {
        await(publisher.publish("a/b", "old", 1, true));
        await(publisher.publish("a/b", "", 1, true));

        assertThat(stored("a/b")).isEmpty();
    }

    @Test
    void theReceiptOfARetainedValueComesAfterItsCommit() {
        Gate write = house.storage().gate("retained.write");
        write.hold();
        reader.ask(new Subscribe("a", subscriber, false));

        Future<Boolean> receipt = publisher.publish("a", "x", 1, true);
        await().until(() -> write.waiting() == 1);
        publisher.settle();
        boolean early = receipt.isComplete();
        List<String> live = subscriber.texts();
        write.open();

        assertThat(early).isFalse();
        assertThat(live).as("the frame itself does not wait").containsExactly("x");
        assertThat(await(receipt)).isTrue();
    }

    @Test
    void aRetainedValueThatCannotBeStoredReachesItsPublisher() {
        house.storage().gate("retained.write").fail();

        assertThat(codeOf(publisher.publish("a", "x", 1, true))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }

    @Test
    void aRetainedValueOfQosZeroIsWrittenSoon() {
        publisher.publishQuietly("a", "x", true);

        await().until(() -> stored("a").equals(Optional.of("x")));
    }

    @Test
    void aRetainedValueOfQosZeroThatCameDuringAWriteIsWrittenToo() {
        Gate write = house.storage().gate("retained.write");
        write.hold();
        publisher.publishQuietly("a", "first", true);
        await().until(() -> write.waiting() == 1);
        publisher.publishQuietly("a", "second", true);
        publisher.settle();
        await().pollDelay(Duration.ofMillis(30)).until(() -> write.waiting() == 1);

        write.open();

        await().until(() -> stored("a").equals(Optional.of("second")));
    }

    @Test
    void retainedValuesAreOfferedAsTheSubscriberLetsGoOfThem() {
        List<Future<Boolean>> receipts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            receipts.add(publisher.publish("many/" + i, "v".repeat(1000), 1, true));
        }
        await(Future.all(receipts));
        subscriber.onOffer(Run::retain); // takes nothing

        reader.ask(new Subscribe("many/#", subscriber, true));

        await().until(() -> subscriber.runs().size() >= 28);
        reader.settle();
        assertThat(subscriber.runs()).as("32 KiB of values").hasSizeLessThan(32);
        int let = 0;
        while (let < 200) {
            int soon = let;
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> subscriber.runs().size() > soon);
            subscriber.runs().get(let).release();
            let++;
        }
        assertThat(subscriber.frames()).hasSize(200).allMatch(Frame::stored);
        await().until(() -> house.fanout().subscriptions() == 1);
    }

    @Test
    void manyRetainedValuesAreOfferedPageByPage() {
        List<Future<Boolean>> receipts = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            receipts.add(publisher.publish("many/" + i, "v", 1, true));
        }
        receipts.forEach(receipt -> await(receipt));

        reader.ask(new Subscribe("many/+", subscriber, true));

        await().until(() -> subscriber.frames().size() == 150);
        assertThat(subscriber.runs()).extracting(Run::topic).doesNotHaveDuplicates();
    }

    @Test
    void whatCameLiveIsNotOfferedAsOldNews() {
        await(publisher.publish("a", "old", 1, true));
        Gate get = house.storage().gate("retained.get");
        get.holdAnswers();
        reader.ask(new Subscribe("a", subscriber, true));
        await().until(() -> get.waiting() == 1);

        await(publisher.publish("a", "new", 1, false));
        await().until(() -> subscriber.texts().equals(List.of("new")));
        get.open();
        await().until(() -> house.fanout().subscriptions() == 1);

        assertThat(subscriber.texts()).containsExactly("new");
    }

    @Test
    void aSubscriptionTakenBackIsOfferedNothingMore() {
        await(publisher.publish("a", "old", 1, true));
        Gate get = house.storage().gate("retained.get");
        get.holdAnswers();
        reader.ask(new Subscribe("a", subscriber, true));
        await().until(() -> get.waiting() == 1);

        reader.ask(new Unsubscribe("a", subscriber));
        int standing = house.fanout().subscriptions();
        get.open();
        reader.settle();

        assertThat(standing).isZero();
        assertThat(subscriber.texts()).isEmpty();
    }

    @Test
    void aSessionThatIsOverIsOfferedNothingMore() {
        await(publisher.publish("a", "old", 1, true));
        Gate get = house.storage().gate("retained.get");
        get.holdAnswers();
        reader.ask(new Subscribe("a", subscriber, true));
        await().until(() -> get.waiting() == 1);

        reader.close();
        get.open();
        reader.settle();

        assertThat(house.fanout().subscriptions()).isZero();
        assertThat(subscriber.texts()).isEmpty();
    }

    @Test
    void whatTheStoreHasIsOfferedEvenWhereItTakesNothingMore() {
        await(publisher.publish("a", "old", 1, true));
        house.storage().gate("retained.write").fail();
        codeOf(publisher.publish("a", "lost", 1, true));

        reader.ask(new Subscribe("a", subscriber, true));

        await().until(() -> subscriber.texts().equals(List.of("[old]")));
    }

    @Test
    void aForgottenChannelComesBackWithANewEpoch() {
        reader.ask(new Subscribe("first", subscriber, false));
        await(publisher.publish("first", "1", 1, false));
        for (int i = 0; i < 20; i++) {
            await(publisher.publish("other/" + i, "x", 1, false));
        }

        await(publisher.publish("first", "2", 1, false));

        await().until(() -> subscriber.runs().size() == 2);
        assertThat(subscriber.runs().get(1).epoch())
                .isGreaterThan(subscriber.runs().get(0).epoch());
        assertThat(subscriber.frames()).extracting(Frame::seq).containsExactly(1L, 1L);
    }

    @Test
    void closingASessionTakesItsSubscriptionsBack() {
        reader.ask(new Subscribe("a", subscriber, true));
        reader.ask(new Subscribe("b/#", subscriber, true));

        reader.close();

        assertThat(house.fanout().subscriptions()).isZero();
        assertThat(codeOf(reader.submit(new Subscribe("c", subscriber, true)))).isEqualTo(ErrorCode.KICKED);
    }

    private Optional<String> stored(String topic) {
        return await(house.storage().retained().get(topic, System.currentTimeMillis()))
                .map(RetainedValue::content)
                .map(content -> new String(content.bytes(), StandardCharsets.UTF_8));
    }

    /** By the time it learns of it the home is back: what was served elsewhere has had a later epoch there. */
    @Test
    void aChannelThatWasServedElsewhereForAMomentHasANewEpoch() {
        reader.ask(new Subscribe("a/b", subscriber, false));
        await(publisher.publish("a/b", "1", 1, false));
        Home home = house.placement().ofTopic("a/b");

        await(house.bus().tell(Address.CHANNELS, home, new HomesMoved(new LocalPlacement(new NodeId("other"), 2))));
        await(house.bus()
                .tell(Address.CHANNELS, home, new HomesMoved(house.placement().now())));
        await(publisher.publish("a/b", "2", 1, false));

        await().until(() -> subscriber.runs().size() == 2);
        assertThat(subscriber.runs().get(1).epoch())
                .isGreaterThan(subscriber.runs().get(0).epoch());
    }
}
