package io.rialto.share;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.channel.Publication;
import io.rialto.contract.command.ChannelCommand.JoinShare;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.DurableWish;
import io.rialto.testing.Client;
import io.rialto.testing.FakeDoor;
import io.rialto.testing.FakeShareMember;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Share groups with members whose sessions outlive their connections: the group owns a queue. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ShareQueueTest {
    private static final ShareName JOBS = new ShareName("workers", "jobs/+");
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path directory;

    private House house;
    private Client publisher;

    @BeforeEach
    void open() {
        house = House.open(directory, Plan.standard().shares(new ShareLimits(1000, 1 << 20, 50, 100, Map.of(), true)));
        house.accounts("alice", "bob");
        publisher = house.signIn("alice", "phone");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whatIsPublishedWhileNoMemberIsConnectedIsKept() {
        worker("one", FakeShareMember.eager(1)).close();
        await().until(() -> house.shares("rialto.shares.groups") == 0);

        for (String text : texts(0, 20)) {
            assertThat(await(publisher.publish("jobs/a", text, 1, false))).isTrue();
        }
        publish(0, texts(100, 110));

        FakeShareMember member = FakeShareMember.eager(1);
        worker("one", member);
        await().untilAsserted(() -> assertThat(member.texts()).isEqualTo(texts(0, 20)));
    }

    @Test
    void itSurvivesARestart() {
        FakeShareMember first = FakeShareMember.lazy(1, 8);
        worker("one", first);
        publish(1, texts(0, 20));
        await().until(() -> first.texts().size() == 8);
        house.close();

        house = House.open(directory, Plan.standard().shares(new ShareLimits(1000, 1 << 20, 50, 100, Map.of(), true)));
        publisher = house.signIn("alice", "phone");
        publish(1, texts(20, 30));
        FakeShareMember second = FakeShareMember.eager(1);
        worker("one", second);

        await().untilAsserted(() -> assertThat(second.texts()).isEqualTo(texts(0, 30)));
    }

    @Test
    void whatWasAcknowledgedDoesNotComeAgain() {
        FakeShareMember first = FakeShareMember.lazy(1, 64);
        Client one = worker("one", first);
        publish(1, texts(0, 20));
        await().until(() -> first.texts().size() == 20);
        first.acknowledge(one, 15);
        one.close();
        await().until(() -> house.shares("rialto.shares.groups") == 0);

        FakeShareMember second = FakeShareMember.eager(1);
        worker("two", second);

        await().untilAsserted(() -> assertThat(second.texts()).isEqualTo(texts(15, 20)));
    }

    /** Nothing is between the acknowledgements and the stop. */
    @RepeatedTest(10)
    void whatWasAcknowledgedJustBeforeAnOrderlyStopDoesNotComeAgain() {
        FakeShareMember first = FakeShareMember.lazy(1, 64);
        Client one = worker("one", first);
        publish(1, texts(0, 40));
        await().until(() -> first.texts().size() == 40);
        first.acknowledge(one, 39);
        house.stopInOrder();

        house = House.open(directory, Plan.standard());
        FakeShareMember second = FakeShareMember.eager(1);
        worker("two", second);

        await().until(() -> !second.texts().isEmpty());
        assertThat(second.texts()).containsExactly("m39");
    }

    @Test
    void whatADurableMemberHadNotAcknowledgedGoesToAnother() {
        FakeShareMember first = FakeShareMember.lazy(1, 64);
        Client one = worker("one", first);
        publish(1, texts(0, 20));
        await().until(() -> first.texts().size() == 20);
        FakeShareMember second = FakeShareMember.eager(1);
        worker("two", second);

        one.close();

        await().untilAsserted(() -> assertThat(second.texts()).isEqualTo(texts(0, 20)));
    }

    @Test
    void thePublisherIsToldWhenItStandsInTheGroupsQueue() {
        worker("one", FakeShareMember.eager(1));
        house.storage().gate("sessions.append").hold();

        Future<Boolean> answer = publisher.publish("jobs/a", "m", 1, false);
        await(publisher.publish("other", "m", 1, false));

        await().until(() -> house.storage().gate("sessions.append").waiting() == 1);
        assertThat(answer.isComplete()).isFalse();
        house.storage().gate("sessions.append").open();
        assertThat(await(answer)).isTrue();
    }

    @Test
    void eachMessageComesOnceWhileTheFirstDurableMemberComes() {
        FakeShareMember live = FakeShareMember.eager(1);
        house.signIn("bob", "live").ask(new JoinShare(JOBS, live, null));
        List<Future<Boolean>> told = new ArrayList<>();
        for (String text : texts(0, 500)) {
            told.add(publisher.publish("jobs/a", text, 1, false));
        }
        FakeShareMember durable = FakeShareMember.eager(1);
        worker("one", durable);
        for (String text : texts(500, 1000)) {
            told.add(publisher.publish("jobs/a", text, 1, false));
        }
        await(Future.all(told));

        List<FakeShareMember> both = List.of(live, durable);
        await().until(() -> all(both).size() >= 1000);
        publish(0, List.of("last"));
        await().until(() -> all(both).contains("last"));
        assertThat(all(both)).doesNotHaveDuplicates().hasSize(1001).containsAll(texts(0, 1000));
    }

    @Test
    void aGroupReadsOnAsItsMembersAcknowledge() {
        FakeShareMember member = FakeShareMember.eager(1);
        worker("one", member).close();
        List<Future<Boolean>> told = new ArrayList<>();
        for (String text : texts(0, 900)) {
            told.add(publisher.publish("jobs/a", text, 1, false));
        }
        await(Future.all(told));

        FakeShareMember second = FakeShareMember.eager(1);
        worker("one", second);

        await().until(() -> second.texts().size() == 900);
        assertThat(second.texts()).isEqualTo(texts(0, 900));
    }

    @Test
    void theQueueEndsWhenNoSessionIsAMemberAnyMore() {
        Client one = worker("one", FakeShareMember.eager(1));
        one.close();
        assertThat(house.durable().table().shareQueues()).containsExactly(JOBS);

        Client again = await(house.open(house.durably("bob", "one", new DurableWish(true, 0, null)), new FakeDoor()));
        again.close();

        await().until(() -> house.durable().table().shareQueues().isEmpty());
        assertThat(await(publisher.publish("jobs/a", "m", 1, false))).isFalse();
    }

    @Test
    void nobodySignsInAsTheOwnerOfAQueue() {
        house.accounts(JOBS.account().value());

        assertThat(codeOf(house.open(
                        house.durably(JOBS.account().value(), "group", DurableWish.NOTHING), new FakeDoor())))
                .isEqualTo(ErrorCode.FORBIDDEN);
    }

    private Client worker(String device, FakeShareMember member) {
        Client client =
                await(house.open(house.durably("bob", device, new DurableWish(false, HOUR, null)), new FakeDoor()));
        client.ask(new JoinShare(JOBS, member, null));
        client.subscribeDurably(JOBS.toString(), 1);
        return client;
    }

    private void publish(int qos, List<String> texts) {
        publisher.run(() -> texts.forEach(text -> publisher
                .session()
                .publish(new Publication("jobs/a", Content.text(text), qos, false, Long.MAX_VALUE, null))));
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
    }

    private static List<String> all(List<FakeShareMember> members) {
        return members.stream().flatMap(one -> one.texts().stream()).toList();
    }
}
