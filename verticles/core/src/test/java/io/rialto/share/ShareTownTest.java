package io.rialto.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.cluster.NodeId;
import io.rialto.cluster.TrafficClass;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.command.ChannelCommand.JoinShare;
import io.rialto.contract.command.ChannelCommand.LeaveShare;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.DurableWish;
import io.rialto.testing.Await;
import io.rialto.testing.Client;
import io.rialto.testing.FakeDoor;
import io.rialto.testing.FakeShareMember;
import io.rialto.testing.House;
import io.rialto.testing.Town;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Share groups of several nodes, also when one of them dies. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ShareTownTest {
    @TempDir
    private Path directory;

    private Town town;
    private House a;
    private House b;
    private House c;

    @BeforeEach
    void found() {
        town = Town.of(directory, "a", "b", "c");
        a = town.house("a");
        b = town.house("b");
        c = town.house("c");
        a.accounts("alice", "bob");
    }

    @AfterEach
    void leave() {
        town.close();
    }

    @Test
    void eachMessageGoesToOneMemberOnWhicheverNodes() {
        for (String home : List.of("a", "b", "c")) {
            for (String filter : List.of("%s/jobs", "%s/+")) {
                ShareName name = servedBy(home, filter);
                List<FakeShareMember> members =
                        List.of(FakeShareMember.eager(1), FakeShareMember.eager(1), FakeShareMember.eager(0));
                a.signIn("bob", "one").ask(new JoinShare(name, members.get(0), null));
                b.signIn("bob", "two").ask(new JoinShare(name, members.get(1), null));
                c.signIn("bob", "three").ask(new JoinShare(name, members.get(2), null));
                String topic = name.filter().replace("+", "x");

                publish(a, topic, 1, texts(0, 50));
                publish(b, topic, 1, texts(50, 100));
                publish(c, topic, 0, texts(100, 150));

                await().until(() -> all(members).size() == 150);
                assertThat(all(members)).as(home).containsExactlyInAnyOrderElementsOf(texts(0, 150));
                members.forEach(one -> assertThat(one.texts()).as(home).hasSizeGreaterThan(10));
            }
        }
    }

    @Test
    void whatTheMembersOfALostNodeHadNotAcknowledgedGoesToOthers() {
        ShareName name = servedBy("a", "%s/jobs");
        FakeShareMember lost = FakeShareMember.lazy(1, 64);
        FakeShareMember other = FakeShareMember.eager(1);
        b.signIn("bob", "one").ask(new JoinShare(name, lost, null));
        publish(c, name.filter(), 1, texts(0, 30));
        await().until(() -> lost.texts().size() == 30);
        c.signIn("bob", "two").ask(new JoinShare(name, other, null));

        town.kill("b");

        await().untilAsserted(() -> assertThat(other.texts()).isEqualTo(texts(0, 30)));
    }

    /** MQTT-4.8.2-5: whether it had come nobody knows, so it is lost rather than there twice. */
    @Test
    void whatTheMembersOfALostNodeMayHaveGotWithQos2GoesToNobody() {
        ShareName name = servedBy("a", "%s/jobs");
        FakeShareMember lost = FakeShareMember.lazy(2, 2);
        FakeShareMember other = FakeShareMember.eager(2);
        b.signIn("bob", "one").ask(new JoinShare(name, lost, null));
        publish(c, name.filter(), 2, texts(0, 10));
        await().until(() -> lost.texts().size() == 2 && a.shares("rialto.shares.waiting") == 8);
        c.signIn("bob", "two").ask(new JoinShare(name, other, null));

        town.kill("b");

        await().untilAsserted(() -> assertThat(a.sharesLost("member_lost")).isEqualTo(2));
        assertThat(new HashSet<>(other.texts())).isEqualTo(Set.copyOf(texts(2, 10)));
    }

    @Test
    void theGroupGoesOnElsewhereWhenItsNodeIsLost() {
        ShareName name = servedBy("a", "%s/+");
        List<FakeShareMember> members = List.of(FakeShareMember.eager(1), FakeShareMember.eager(1));
        b.signIn("bob", "one").ask(new JoinShare(name, members.get(0), null));
        c.signIn("bob", "two").ask(new JoinShare(name, members.get(1), null));
        String topic = name.filter().replace("+", "x");
        publish(b, topic, 1, texts(0, 20));
        await().until(() -> all(members).size() == 20);

        town.kill("a");

        await().until(() -> b.shares("rialto.shares.members") + c.shares("rialto.shares.members") == 2);
        publish(b, topic, 1, texts(20, 40));
        publish(c, topic, 1, texts(40, 60));
        await().until(() -> all(members).size() >= 60);
        assertThat(all(members)).containsExactlyInAnyOrderElementsOf(texts(0, 60));
        members.forEach(one -> assertThat(one.texts()).hasSizeGreaterThan(10));
    }

    @Test
    void theGroupMovesWhenANodeComesThatIsItsHome() {
        List<ShareName> names = IntStream.range(0, 20)
                .mapToObj(i -> new ShareName("workers", "moved/" + i))
                .toList();
        FakeShareMember one = FakeShareMember.eager(1);
        FakeShareMember two = FakeShareMember.eager(1);
        Client first = b.signIn("bob", "one");
        Client second = c.signIn("bob", "two");
        names.forEach(name -> first.ask(new JoinShare(name, one, null)));
        names.forEach(name -> second.ask(new JoinShare(name, two, null)));

        House d = town.join("d");

        List<ShareName> there = names.stream()
                .filter(name -> a.placement().of(name.account()).node().equals(new NodeId("d")))
                .toList();
        assertThat(there).isNotEmpty();
        await().until(() -> d.shares("rialto.shares.members") == 2 * there.size());
        await().until(() -> a.shares("rialto.shares.members")
                        + b.shares("rialto.shares.members")
                        + c.shares("rialto.shares.members")
                == 2 * (names.size() - there.size()));
        for (ShareName name : names) {
            publish(a, name.filter(), 1, List.of(name.filter() + "-1", name.filter() + "-2"));
        }
        await().until(() -> all(List.of(one, two)).size() >= 2 * names.size());
        assertThat(all(List.of(one, two))).doesNotHaveDuplicates().hasSize(2 * names.size());
    }

    /** Joins, orderly leaves: of the groups some move each time, while everybody goes on publishing. */
    @Test
    void nothingIsLostWhileHomesMove() throws Exception {
        List<ShareName> names = IntStream.range(0, 12)
                .mapToObj(i -> new ShareName("workers", i % 2 == 0 ? "moving/t" + i : "moving/w" + i + "/+"))
                .toList();
        FakeShareMember one = FakeShareMember.eager(1);
        FakeShareMember two = FakeShareMember.eager(1);
        Client first = b.signIn("bob", "one");
        Client second = c.signIn("bob", "two");
        names.forEach(name -> first.ask(new JoinShare(name, one, null)));
        names.forEach(name -> second.ask(new JoinShare(name, two, null)));
        List<Client> publishers = List.of(b.signIn("alice", "p1"), c.signIn("alice", "p2"));
        Set<String> told = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        Thread publishing = new Thread(() -> {
            for (int round = 0; !over.get(); round++) {
                publishAll(publishers.get(round % 2), names, round, told);
            }
        });
        publishing.start();

        try {
            for (String move : List.of("+d", "+e", "-a", "-d", "+f", "-e")) {
                int before = told.size();
                if (move.startsWith("+")) {
                    town.join(move.substring(1));
                } else {
                    town.leave(move.substring(1));
                }
                await().until(() -> told.size() > before + 100);
            }
        } finally {
            over.set(true);
            publishing.join();
        }

        await().untilAsserted(
                        () -> assertThat(new HashSet<>(all(List.of(one, two)))).containsAll(told));
        assertThat(all(List.of(one, two))).doesNotHaveDuplicates();
    }

    @Test
    void whatWaitsAndWhatIsNotAcknowledgedGoesOnWhereTheGroupIsServedWhenItsNodeLeaves() {
        ShareName name = servedBy("a", "%s/jobs");
        FakeShareMember slow = FakeShareMember.lazy(1, 5);
        Client one = whoHasFiveOfForty(slow, name, 1);

        town.leave("a");
        FakeShareMember other = FakeShareMember.eager(1);
        c.signIn("bob", "two").ask(new JoinShare(name, other, null));
        one.close();

        await().untilAsserted(() -> assertThat(other.texts()).containsExactlyInAnyOrderElementsOf(texts(0, 40)));
    }

    /** MQTT-4.8.2-5: it goes on between the member and its client, nobody else gets it. */
    @Test
    void whatAMemberHasWithQos2StaysItsOwnWhenTheNodeOfTheGroupLeaves() {
        ShareName name = servedBy("a", "%s/jobs");
        FakeShareMember slow = FakeShareMember.lazy(2, 5);
        whoHasFiveOfForty(slow, name, 2);

        town.leave("a");
        FakeShareMember other = FakeShareMember.eager(2);
        c.signIn("bob", "two").ask(new JoinShare(name, other, null));

        await().until(() -> slow.texts().size() + other.texts().size() >= 40);
        publish(c, name.filter(), 2, List.of("last"));
        await().until(() -> other.texts().contains("last"));
        assertThat(all(List.of(slow, other))).doesNotHaveDuplicates().containsAll(texts(0, 40));
    }

    @Test
    void whatMembersHaveWhenTheGroupMovesTheyFinishWhereTheyGotIt() {
        List<ShareName> names = IntStream.range(0, 20)
                .mapToObj(i -> new ShareName("workers", "finished/" + i))
                .toList();
        FakeShareMember one = FakeShareMember.lazy(1, 64);
        Client first = b.signIn("bob", "one");
        names.forEach(name -> first.ask(new JoinShare(name, one, null)));
        names.forEach(name -> publish(c, name.filter(), 1, List.of(name.filter())));
        await().until(() -> one.texts().size() == 20);

        House d = town.join("d");
        await().until(() -> d.shares("rialto.shares.members") > 0);
        one.acknowledge(first, 15);
        first.run(() -> {});
        FakeShareMember two = FakeShareMember.eager(1);
        Client second = c.signIn("bob", "two");
        names.forEach(name -> second.ask(new JoinShare(name, two, null)));
        first.close();

        await().untilAsserted(() -> assertThat(two.texts())
                .containsExactlyInAnyOrderElementsOf(one.texts().subList(15, 20)));
    }

    @Test
    void whatWaitedWhereTheGroupWasServedOutlivesItsNode() {
        outlivesTheNodeOfTheGroup(1);
    }

    @Test
    void whatWaitedWithQos2WhereTheGroupWasServedOutlivesItsNode() {
        outlivesTheNodeOfTheGroup(2);
    }

    /** What its members have stays theirs, what waited comes once. */
    private void outlivesTheNodeOfTheGroup(int qos) {
        ShareName name = servedBy("a", "%s/jobs");
        FakeShareMember slow = FakeShareMember.lazy(qos, 5);
        Client one = b.signIn("bob", "one");
        one.ask(new JoinShare(name, slow, null));
        publish(c, name.filter(), qos, texts(0, 8));
        await().until(() -> slow.texts().size() == 5 && copies() == 8);

        town.kill("a");

        await().until(() -> slow.texts().size() == 8);
        slow.acknowledge(one, 8);
        publish(c, name.filter(), qos, texts(8, 12));
        await().until(() -> slow.texts().size() == 12);
        assertThat(slow.texts()).isEqualTo(texts(0, 12));
        slow.acknowledge(one, 4);
        await().until(() -> copies() == 0);
    }

    @Test
    void whatAMemberHadFromALostHomeGoesToAnotherWhenItsConnectionBreaks() {
        ShareName name = servedBy("a", "%s/jobs");
        FakeShareMember slow = FakeShareMember.lazy(1, 5);
        Client one = b.signIn("bob", "one");
        one.ask(new JoinShare(name, slow, null));
        publish(c, name.filter(), 1, texts(0, 5));
        await().until(() -> slow.texts().size() == 5 && copies() == 5);
        FakeShareMember other = FakeShareMember.eager(1);
        c.signIn("bob", "two").ask(new JoinShare(name, other, null));

        town.kill("a");
        publish(c, name.filter(), 1, texts(5, 6));
        slow.acknowledge(one, 1);
        one.close();

        await().untilAsserted(() -> assertThat(other.texts()).contains("m1", "m2", "m3", "m4"));
        publish(c, name.filter(), 1, texts(6, 7));
        await().until(() -> other.texts().contains("m6"));
        assertThat(other.texts()).doesNotHaveDuplicates().doesNotContain("m0");
    }

    @Test
    void whatAMemberAcknowledgedToAHomeThatWasLostAlreadyComesToNobodyAgain() {
        Map<FakeShareMember, Client> members = new LinkedHashMap<>();
        for (int qos = 1; qos <= 2; qos++) {
            ShareName name = servedBy("a", "%s/jobs" + qos);
            FakeShareMember slow = FakeShareMember.lazy(qos, 5);
            Client one = b.signIn("bob", "one" + qos);
            one.ask(new JoinShare(name, slow, null));
            publish(c, name.filter(), qos, texts(0, 5));
            await().until(() -> slow.texts().size() == 5);
            members.put(slow, one);
        }
        await().until(() -> copies() == 10);
        town.shut("a", TrafficClass.CONTROL);
        members.forEach((member, client) -> member.acknowledge(client, 5));
        members.values().forEach(client -> client.run(() -> {}));

        town.kill("a");

        await().until(() ->
                copies() == 0 && b.shares("rialto.shares.inherited") + c.shares("rialto.shares.inherited") == 10);
        for (FakeShareMember member : members.keySet()) {
            assertThat(member.texts()).isEqualTo(texts(0, 5));
        }
    }

    /** MQTT-4.8.2-5: whether it had come nobody knows, so it is lost rather than there twice. */
    @Test
    void whatWentWithQos2ToAMemberOnTheLostNodeOfTheGroupGoesToNobody() {
        ShareName name = servedBy("a", "%s/jobs");
        FakeShareMember lost = FakeShareMember.lazy(2, 2);
        a.signIn("bob", "one").ask(new JoinShare(name, lost, null));
        publish(c, name.filter(), 2, texts(0, 6));
        await().until(() -> lost.texts().size() == 2 && copies() == 6);
        FakeShareMember other = FakeShareMember.lazy(2, 1);
        c.signIn("bob", "two").ask(new JoinShare(name, other, null));
        await().until(() -> other.texts().size() == 1);
        publish(c, name.filter(), 2, texts(6, 7));
        await().until(() -> copies() == 7);

        town.kill("a");
        FakeShareMember more = FakeShareMember.eager(2);
        b.signIn("bob", "three").ask(new JoinShare(name, more, null));

        await().until(() -> all(List.of(lost, other, more)).size() >= 7);
        publish(c, name.filter(), 2, texts(7, 8));
        await().until(() -> more.texts().contains("m7"));
        assertThat(all(List.of(lost, other, more))).containsExactlyInAnyOrderElementsOf(texts(0, 8));
        assertThat(b.sharesLost("member_lost") + c.sharesLost("member_lost")).isEqualTo(2);
    }

    @Test
    void whatALinkDidNotTakeForTheStandbyIsToldAnew() {
        ShareName name = servedBy("a", "%s/jobs");
        String standby = a.placement().standby(name.account()).node().value();
        FakeShareMember slow = FakeShareMember.lazy(1, 2);
        House other = standby.equals("b") ? c : b;
        Client one = other.signIn("bob", "one");
        one.ask(new JoinShare(name, slow, null));
        publish(a, name.filter(), 1, texts(0, 4));
        await().until(() -> copies() == 4);
        town.shut(standby, TrafficClass.MESSAGE);
        publish(a, name.filter(), 1, texts(4, 8));
        await().until(() -> a.shares("rialto.shares.standby.behind") > 0);
        slow.acknowledge(one, 1);

        town.open(standby, TrafficClass.MESSAGE);
        await().until(() -> copies() == 7);
        town.kill("a");

        slow.acknowledge(one, 2);
        for (int size = 4; size <= 8; size += 2) {
            int now = size;
            await().until(() -> slow.texts().size() >= now);
            slow.acknowledge(one, Math.min(2, 8 - size));
        }
        assertThat(slow.texts()).isEqualTo(texts(0, 8));
    }

    /** What it was told before its link took nothing more would come again when the node is lost. */
    @Test
    void aStandbyForgetsAGroupThatEndsWhileItIsBehind() {
        ShareName name = servedBy("a", "%s/jobs");
        String standby = a.placement().standby(name.account()).node().value();
        FakeShareMember slow = FakeShareMember.lazy(1, 2);
        Client one = (standby.equals("b") ? c : b).signIn("bob", "one");
        one.ask(new JoinShare(name, slow, null));
        publish(a, name.filter(), 1, texts(0, 4));
        await().until(() -> copies() == 4);
        town.shut(standby, TrafficClass.MESSAGE);
        publish(a, name.filter(), 1, texts(4, 8));
        await().until(() -> a.shares("rialto.shares.standby.behind") > 1); // told anew, not taken either

        one.ask(new LeaveShare(name));
        one.close();

        await().until(() -> a.shares("rialto.shares.groups") == 0 && copies() == 0);
    }

    @Test
    void whereTheStandbyIsLostAnotherIsToldEverything() {
        ShareName name = servedBy("a", "%s/jobs");
        String standby = a.placement().standby(name.account()).node().value();
        House other = standby.equals("b") ? c : b;
        FakeShareMember slow = FakeShareMember.lazy(1, 2);
        Client one = other.signIn("bob", "one");
        one.ask(new JoinShare(name, slow, null));
        publish(a, name.filter(), 1, texts(0, 4));
        await().until(() -> copies() == 4);

        town.kill(standby);
        await().until(() -> other.shares("rialto.shares.copies") == 4);
        town.kill("a");

        slow.acknowledge(one, 2);
        await().until(() -> slow.texts().size() == 4);
        assertThat(slow.texts()).isEqualTo(texts(0, 4));
    }

    /** The next home has it from there: of what is acknowledged there no standby hears. */
    @Test
    void whatStandsInAGroupsQueueIsNotToldToItsStandbyAsWell() {
        ShareName name = servedBy("a", "%s/jobs");
        String standby = a.placement().standby(name.account()).node().value();
        FakeShareMember slow = FakeShareMember.lazy(1, 5);
        Client one = durable(standby.equals("b") ? c : b, "one", name, slow);
        publish(a, name.filter(), 1, texts(0, 20));
        await().until(() -> slow.texts().size() == 5 && a.shares("rialto.shares.waiting") == 15);

        town.kill(standby);

        for (int size = 10; size <= 20; size += 5) {
            int now = size;
            slow.acknowledge(one, 5);
            await().until(() -> slow.texts().size() == now);
        }
        assertThat(copies()).isZero();
    }

    /** What is settled, or passed on in order, no standby brings again. */
    @Test
    void aStandbyForgetsWhatItNeedsNoMore() {
        ShareName name = servedBy("a", "%s/jobs");
        FakeShareMember slow = FakeShareMember.lazy(1, 5);
        Client one = whoHasFiveOfForty(slow, name, 1);
        await().until(() -> copies() == 40);
        slow.acknowledge(one, 5);
        await().until(() -> copies() == 35);

        one.ask(new LeaveShare(name));
        one.close();

        await().until(() -> copies() == 0);
    }

    /** Twice it may come to whom it was handed by the lost node (QoS 1). */
    @Test
    void nothingThatWasAcknowledgedToItsPublisherIsLostWithTheGroupsNode() {
        ShareName name = servedBy("a", "%s/+");
        String topic = name.filter().replace("+", "x");
        FakeShareMember slow = FakeShareMember.lazy(1, 5);
        Client one = durable(b, "one", name, slow);
        publish(c, topic, 1, texts(0, 40));
        await().until(() -> slow.texts().size() == 5);

        town.kill("a");

        List<String> told = new ArrayList<>();
        Client publisher = c.signIn("alice", "late");
        for (String text : texts(40, 60)) {
            boolean taken = Await.await(
                    publisher.publish(topic, text, 1, false).map(true).otherwise(false));
            if (taken) {
                told.add(text);
            }
        }
        FakeShareMember other = FakeShareMember.eager(1);
        durable(c, "two", name, other);
        one.close();

        Set<String> expected = new HashSet<>(texts(0, 40));
        expected.addAll(told);
        await().untilAsserted(() -> assertThat(other.texts()).containsAll(expected));
        assertThat(told).isNotEmpty();
    }

    @Test
    void aMemberWhoseLinkTakesNothingIsPassedOver() {
        ShareName name = servedBy("a", "%s/jobs");
        FakeShareMember behind = FakeShareMember.eager(1);
        FakeShareMember other = FakeShareMember.eager(1);
        b.signIn("bob", "one").ask(new JoinShare(name, behind, null));
        a.signIn("bob", "two").ask(new JoinShare(name, other, null));
        town.shut("b", TrafficClass.MESSAGE);

        publish(a, name.filter(), 1, texts(0, 40));

        await().until(() -> other.texts().size() == 40);
        assertThat(behind.texts()).isEmpty();
        town.open("b", TrafficClass.MESSAGE);
        publish(a, name.filter(), 1, texts(40, 80));
        await().until(() -> all(List.of(behind, other)).size() == 80);
        assertThat(all(List.of(behind, other))).containsExactlyInAnyOrderElementsOf(texts(0, 80));
        assertThat(behind.texts()).hasSizeGreaterThan(10);
    }

    /** Notes what was acknowledged to the publisher as taken by somebody. */
    private static void publishAll(Client publisher, List<ShareName> names, int round, Set<String> told) {
        for (ShareName name : names) {
            String text = name.filter() + "-" + round;
            boolean taken = Await.await(publisher
                    .publish(name.filter().replace("+", "x"), text, 1, false)
                    .otherwise(false));
            if (taken) {
                told.add(text);
            }
        }
    }

    /** A member at b that acknowledges nothing, with what the group has for it; the rest of 40 waits at a. */
    private Client whoHasFiveOfForty(FakeShareMember slow, ShareName name, int qos) {
        Client one = b.signIn("bob", "one");
        one.ask(new JoinShare(name, slow, null));
        publish(c, name.filter(), qos, texts(0, 40));
        await().until(() -> slow.texts().size() == 5 && a.shares("rialto.shares.waiting") == 35);
        return one;
    }

    private static Client durable(House house, String device, ShareName name, FakeShareMember member) {
        Client client = Await.await(
                house.open(house.durably("bob", device, new DurableWish(false, 3_600_000, null)), new FakeDoor()));
        client.ask(new JoinShare(name, member, null));
        client.subscribeDurably(name.toString(), 1);
        return client;
    }

    /** What standbys know of groups on other nodes. */
    private double copies() {
        return town.all().stream()
                .mapToDouble(house -> house.shares("rialto.shares.copies"))
                .sum();
    }

    /** A name whose group this node serves. */
    private ShareName servedBy(String node, String filter) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> new ShareName("workers", String.format(filter, "t" + i)))
                .filter(name -> a.placement().of(name.account()).node().equals(new NodeId(node)))
                .findFirst()
                .orElseThrow();
    }

    private static void publish(House house, String topic, int qos, List<String> texts) {
        Client client = house.signIn(
                "alice", "publisher-" + house.placement().here().get(0).node());
        client.run(() -> texts.forEach(text -> client.session()
                .publish(new Publication(topic, Content.text(text), qos, false, Long.MAX_VALUE, null))));
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
    }

    private static List<String> all(List<FakeShareMember> members) {
        return members.stream().flatMap(one -> one.texts().stream()).toList();
    }
}
