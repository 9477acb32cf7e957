package io.rialto.share;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.channel.Publication;
import io.rialto.contract.channel.ShareKey;
import io.rialto.contract.command.ChannelCommand.JoinShare;
import io.rialto.contract.command.ChannelCommand.LeaveShare;
import io.rialto.contract.command.ChannelCommand.Subscribe;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.message.Content;
import io.rialto.testing.Client;
import io.rialto.testing.FakeShareMember;
import io.rialto.testing.FakeSubscriber;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Share groups of one node (MQTT 5 §4.8.2). */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ShareGroupsTest {
    private static final ShareName JOBS = new ShareName("workers", "jobs/+");
    private static final Map<String, ShareKey> ORDERED = Map.of("lines", ShareKey.TOPIC);

    @TempDir
    private Path directory;

    private House house;
    private Client publisher;
    private final List<Client> clients = new ArrayList<>();

    @BeforeEach
    void open() {
        house = House.open(directory, Plan.standard().shares(new ShareLimits(100, 1 << 20, 50, 100, ORDERED, true)));
        house.accounts("alice", "bob");
        publisher = house.signIn("alice", "phone");
        for (int i = 0; i < 3; i++) {
            clients.add(house.signIn("bob", "worker" + i));
        }
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void eachMessageGoesToOneMember() {
        List<FakeShareMember> members = join(JOBS, eager(1), eager(1), eager(1));

        publish("jobs/a", 1, texts(0, 250));

        await().until(() -> all(members).size() == 250);
        assertThat(all(members)).containsExactlyInAnyOrderElementsOf(texts(0, 250));
        members.forEach(one -> assertThat(one.texts()).hasSizeBetween(60, 128));
    }

    @Test
    void messagesOfQos0TakeTurnsAndNothingIsKeptOfThem() {
        List<FakeShareMember> members = join(JOBS, lazy(2, 1), lazy(1, 1), lazy(0, 1));

        publish("jobs/a", 0, texts(0, 300));

        await().until(() -> all(members).size() == 300);
        members.forEach(one -> assertThat(one.texts()).hasSize(100));
    }

    /** Throughput: what is published in one turn reaches each member as few runs. */
    @Test
    void whatIsPublishedInOneTurnIsHandedOverTogether() {
        List<FakeShareMember> members = join(JOBS, eager(0), eager(0));

        publish("jobs/a", 0, texts(0, 200));

        await().until(() -> all(members).size() == 200);
        members.forEach(one -> assertThat(one.runs()).hasSizeLessThanOrEqualTo(3));
    }

    @Test
    void aMemberThatAcknowledgesNothingIsPassedOver() {
        FakeShareMember slow = lazy(1, 5);
        List<FakeShareMember> members = join(JOBS, slow, eager(1), eager(1));

        for (int i = 0; i < 300; i++) {
            await(publisher.publish("jobs/a", "m" + i, 1, false));
        }

        await().until(() -> all(members).size() == 300);
        assertThat(slow.texts()).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void messagesWaitWhileAllWindowsAreFull() {
        FakeShareMember slow = lazy(1, 2);
        join(JOBS, slow);

        publish("jobs/a", 1, texts(0, 10));
        await().until(() -> house.shares("rialto.shares.waiting") == 8);
        assertThat(slow.texts()).isEqualTo(texts(0, 2));

        for (int i = 1; i <= 4; i++) {
            slow.acknowledge(clients.get(0), 2);
            int taken = 2 + 2 * i;
            await().untilAsserted(() -> assertThat(slow.texts()).isEqualTo(texts(0, taken)));
        }
    }

    @Test
    void whatAMemberCannotTakeGoesToAnother() {
        FakeShareMember full = eager(1).takingOnly(3);
        FakeShareMember other = eager(1);
        List<FakeShareMember> members = join(JOBS, full, other);

        publish("jobs/a", 1, texts(0, 100));

        await().until(() -> all(members).size() == 100);
        assertThat(full.texts()).hasSize(3);
        full.ready(clients.get(0), 1000);
        publish("jobs/a", 1, texts(100, 200));
        await().until(() -> all(members).size() == 200);
        assertThat(full.texts()).hasSizeGreaterThan(30);
        assertThat(all(members)).doesNotHaveDuplicates();
    }

    @Test
    void whatAMemberHadNotAcknowledgedGoesToAnotherWhenItLeaves() {
        FakeShareMember first = lazy(1, 64);
        FakeShareMember second = lazy(1, 64);
        join(JOBS, first, second);
        publish("jobs/a", 1, texts(0, 20));
        await().until(() -> all(List.of(first, second)).size() == 20);
        first.acknowledge(clients.get(0), 4);

        clients.get(0).close();

        await().until(() -> second.texts().size() == 16);
        Set<String> had = new HashSet<>(first.texts().subList(0, 4));
        had.addAll(second.texts());
        assertThat(had).containsExactlyInAnyOrderElementsOf(texts(0, 20));
    }

    /** MQTT-3.10.4-3: what was sent to it is still its own, until its session ends. */
    @Test
    void aMemberThatUnsubscribesFinishesWhatItHas() {
        FakeShareMember first = lazy(1, 64);
        FakeShareMember second = eager(1);
        join(JOBS, first);
        publish("jobs/a", 1, texts(0, 20));
        await().until(() -> first.texts().size() == 20);
        clients.get(1).ask(new JoinShare(JOBS, second, null));

        clients.get(0).ask(new LeaveShare(JOBS));
        publish("jobs/a", 1, texts(20, 40));
        await().untilAsserted(() -> assertThat(second.texts()).isEqualTo(texts(20, 40)));
        first.acknowledge(clients.get(0), 15);
        clients.get(0).close();

        await().until(() -> second.texts().size() == 25);
        assertThat(second.texts()).endsWith(texts(15, 20).toArray(String[]::new));
        assertThat(house.shares("rialto.shares.members")).isEqualTo(1);
    }

    /** MQTT-4.8.2-5: what was sent with QoS 2 is not sent to another, whatever becomes of the session. */
    @Test
    void whatWasSentWithQos2StaysWithItsSession() {
        FakeShareMember first = lazy(2, 3);
        FakeShareMember second = eager(2);
        join(JOBS, first);
        publish("jobs/a", 2, texts(0, 10));
        await().until(() -> first.texts().size() == 3);

        clients.get(0).close();
        clients.get(1).ask(new JoinShare(JOBS, second, null));
        publish("jobs/a", 2, texts(10, 20));

        await().until(() -> second.texts().size() >= 10);
        assertThat(second.texts())
                .doesNotContainAnyElementsOf(texts(0, 3))
                .endsWith(texts(10, 20).toArray(String[]::new));
    }

    /** MQTT-4.8.2-3: whoever was granted less gets less. */
    @Test
    void aMemberThatWasGrantedQos0HasNothingToAcknowledge() {
        FakeShareMember member = lazy(0, 1);
        join(JOBS, member);

        publish("jobs/a", 2, texts(0, 50));

        await().untilAsserted(() -> assertThat(member.texts()).isEqualTo(texts(0, 50)));
    }

    @Test
    void aSessionThatIsSubscribedBothWaysGetsBoth() {
        FakeShareMember member = eager(1);
        FakeSubscriber subscriber = new FakeSubscriber();
        join(JOBS, member);
        clients.get(0).ask(new Subscribe("jobs/a", subscriber, false));

        publish("jobs/a", 1, texts(0, 10));

        await().until(() -> member.texts().size() == 10 && subscriber.texts().size() == 10);
    }

    @Test
    void groupsThatOverlapEachGetAll() {
        FakeShareMember one = eager(1);
        FakeShareMember two = eager(1);
        FakeShareMember three = eager(1);
        clients.get(0).ask(new JoinShare(JOBS, one, null));
        clients.get(1).ask(new JoinShare(new ShareName("workers", "jobs/#"), two, null));
        clients.get(1).ask(new JoinShare(new ShareName("others", "jobs/+"), three, null));

        publish("jobs/a", 1, texts(0, 10));

        for (FakeShareMember each : List.of(one, two, three)) {
            await().untilAsserted(() -> assertThat(each.texts()).isEqualTo(texts(0, 10)));
        }
    }

    @Test
    void retainedValuesAreNotOffered() {
        await(publisher.publish("jobs/a", "old", 1, true));
        FakeShareMember member = eager(1);
        join(JOBS, member);

        publish("jobs/a", 1, List.of("new"));

        await().untilAsserted(() -> assertThat(member.texts()).containsExactly("new"));
    }

    @Test
    void theReceiptTellsWhetherThereIsAMember() {
        assertThat(await(publisher.publish("jobs/a", "x", 1, false))).isFalse();
        join(JOBS, eager(1));
        assertThat(await(publisher.publish("jobs/a", "x", 1, false))).isTrue();
        clients.get(0).close();
        await().until(() -> house.shares("rialto.shares.groups") == 0);
        assertThat(await(publisher.publish("jobs/a", "x", 1, false))).isFalse();
        assertThat(house.shares("rialto.shares.members")).isZero();
    }

    @Test
    void anOrderedGroupGivesEachKeyToOneMemberInItsOrder() {
        ShareName lines = new ShareName("lines", "lines/+");
        List<FakeShareMember> members = join(lines, eager(1), eager(2), lazy(0, 1));

        for (int i = 0; i < 20; i++) {
            publish("lines/" + i, 1, keyed(i, 0, 10));
        }
        await().until(() -> all(members).size() == 200);
        FakeShareMember newcomer = eager(1);
        publisher.ask(new JoinShare(lines, newcomer, null));
        for (int i = 0; i < 20; i++) {
            publish("lines/" + i, 1, keyed(i, 10, 20));
        }
        await().until(() -> all(members).size() == 400);

        assertThat(newcomer.texts()).as("keys that have their member").isEmpty();
        for (int i = 0; i < 20; i++) {
            String key = i + ":";
            List<List<String>> had = members.stream()
                    .map(one -> one.texts().stream()
                            .filter(text -> text.startsWith(key))
                            .toList())
                    .filter(some -> !some.isEmpty())
                    .toList();
            assertThat(had).containsExactly(keyed(i, 0, 20));
        }
        members.forEach(one -> assertThat(one.texts()).isNotEmpty());
    }

    @Test
    void anOrderedGroupKeepsTheOrderOfAKeyWhereItsMemberTakesNothingForAWhile() {
        ShareName lines = new ShareName("lines", "lines/+");
        FakeShareMember member = eager(1).takingOnly(3);
        join(lines, member);

        publish("lines/a", 1, texts(0, 50));
        await().until(() -> member.texts().size() == 3);
        for (int taken = 3; taken < 50; taken += 5) {
            member.ready(clients.get(0), 5);
            int more = Math.min(50, taken + 5);
            await().untilAsserted(() -> assertThat(member.texts()).isEqualTo(texts(0, more)));
        }
    }

    @Test
    void theKeysOfAMemberThatLeavesGoToOthers() {
        ShareName lines = new ShareName("lines", "lines/+");
        FakeShareMember first = lazy(1, 10);
        join(lines, first);
        publish("lines/a", 1, texts(0, 40));
        await().until(() -> first.texts().size() == 10);
        FakeShareMember second = eager(1);
        clients.get(1).ask(new JoinShare(lines, second, null));

        clients.get(0).close();

        await().untilAsserted(() -> assertThat(second.texts()).isEqualTo(texts(0, 40)));
    }

    @Test
    void aUserPropertyMayBeTheKey() {
        ShareKey key = ShareKey.of("property:machine");
        FakeShareMember one = eager(0);
        FakeShareMember two = eager(0);
        clients.get(0).ask(new JoinShare(JOBS, one, key));
        clients.get(1).ask(new JoinShare(JOBS, two, null));

        for (int i = 0; i < 200; i++) {
            Content content = new Content(
                    "",
                    ("m" + i % 10).getBytes(StandardCharsets.UTF_8),
                    Map.of("mqtt.up", userProperties("machine", "x" + i % 10)));
            publisher.run(() ->
                    publisher.session().publish(new Publication("jobs/a", content, 0, false, Long.MAX_VALUE, null)));
        }

        await().until(() -> all(List.of(one, two)).size() == 200);
        assertThat(new HashSet<>(one.texts())).doesNotContainAnyElementsOf(new HashSet<>(two.texts()));
        assertThat(one.texts()).isNotEmpty();
        assertThat(two.texts()).isNotEmpty();
        assertThat(codeOf(clients.get(2).submit(new JoinShare(JOBS, eager(0), ShareKey.TOPIC))))
                .isEqualTo(ErrorCode.ALREADY);
    }

    @Test
    void whatNobodyTakesIsBoundedAndTheOldestOfQos0GoFirst() {
        FakeShareMember member = lazy(1, 1);
        join(JOBS, member);
        publish("jobs/a", 1, texts(0, 51));
        await().until(() -> house.shares("rialto.shares.waiting") == 50);
        publish("jobs/a", 0, texts(51, 101));
        await().until(() -> house.shares("rialto.shares.waiting") == 100);

        publish("jobs/a", 1, texts(101, 131));

        await().until(() -> house.sharesLost("share_full") == 30);
        assertThat(house.shares("rialto.shares.waiting")).isEqualTo(100);
        List<String> expected =
                Stream.of(texts(0, 51), texts(81, 131)).flatMap(List::stream).toList();
        for (int i = 0; i < 81; i++) {
            int kept = i;
            await().until(() -> kept(member) > kept);
            member.acknowledge(clients.get(0), 1);
        }
        await().untilAsserted(() -> assertThat(member.texts()).isEqualTo(expected));
    }

    @Test
    void whatHasExpiredWhileItWaitedIsNotHandedOver() {
        FakeShareMember member = lazy(1, 1);
        join(JOBS, member);
        publish("jobs/a", 1, List.of("first"));
        await().until(() -> member.texts().size() == 1);
        Content content = Content.text("late");
        long soon = System.currentTimeMillis() + 50;
        publisher.run(() -> publisher.session().publish(new Publication("jobs/a", content, 1, false, soon, null)));
        publish("jobs/a", 1, List.of("third"));
        await().until(() -> System.currentTimeMillis() > soon);

        member.acknowledge(clients.get(0), 1);

        await().untilAsserted(() -> assertThat(member.texts()).containsExactly("first", "third"));
        assertThat(house.sharesLost("expired")).isEqualTo(1);
    }

    @Test
    void aMemberThatSubscribesAnewGoesOn() {
        FakeShareMember member = eager(1);
        join(JOBS, member);
        clients.get(0).ask(new JoinShare(JOBS, member, null));

        publish("jobs/a", 1, texts(0, 10));

        await().untilAsserted(() -> assertThat(member.texts()).isEqualTo(texts(0, 10)));
        assertThat(house.shares("rialto.shares.members")).isEqualTo(1);
    }

    private List<FakeShareMember> join(ShareName name, FakeShareMember... members) {
        for (int i = 0; i < members.length; i++) {
            clients.get(i).ask(new JoinShare(name, members[i], null));
        }
        return List.of(members);
    }

    private void publish(String topic, int qos, List<String> texts) {
        publisher.run(() -> texts.forEach(text -> publisher
                .session()
                .publish(new Publication(topic, Content.text(text), qos, false, Long.MAX_VALUE, null))));
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
    }

    private static List<String> keyed(int key, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> key + ":" + i).toList();
    }

    private static List<String> all(List<FakeShareMember> members) {
        return members.stream().flatMap(one -> one.texts().stream()).toList();
    }

    /** How many it took that were published with QoS 1. */
    private static int kept(FakeShareMember member) {
        List<String> volatiles = texts(51, 101);
        return (int) member.texts().stream()
                .filter(text -> !volatiles.contains(text))
                .count();
    }

    private static byte[] userProperties(String name, String value) {
        byte[] pairs = new byte[4 + name.length() + value.length()];
        pairs[1] = (byte) name.length();
        System.arraycopy(name.getBytes(StandardCharsets.UTF_8), 0, pairs, 2, name.length());
        pairs[3 + name.length()] = (byte) value.length();
        System.arraycopy(value.getBytes(StandardCharsets.UTF_8), 0, pairs, 4 + name.length(), value.length());
        return pairs;
    }

    private static FakeShareMember eager(int qos) {
        return FakeShareMember.eager(qos);
    }

    private static FakeShareMember lazy(int qos, int window) {
        return FakeShareMember.lazy(qos, window);
    }
}
