package io.rialto.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.cluster.local.LocalPlacement;
import io.rialto.cluster.testing.GivenMembers;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RendezvousPlacementTest {
    private static final int ROOMS = 100_000;

    @Test
    void everyNodeGetsItsShare() {
        Map<NodeId, Integer> rooms = count(placement(members(20)));

        assertThat(rooms).hasSize(20);
        assertThat(rooms.values()).allSatisfy(count -> assertThat(count).isBetween(4600, 5400));
    }

    @Test
    void aNodeWithTwiceTheShardsGetsTwiceTheRooms() {
        List<Member> members = List.of(member("a", 2), member("b", 4), member("c", 2));

        Map<NodeId, Integer> rooms = count(placement(members));

        assertThat(rooms.get(new NodeId("b"))).isBetween(48_500, 51_500);
    }

    @Test
    void theShardsOfANodeShareItsRooms() {
        Placement placement = placement(List.of(member("a", 4), member("b", 4)));
        Map<Home, Integer> rooms = new HashMap<>();

        IntStream.range(0, ROOMS).forEach(room -> rooms.merge(placement.of(room(room)), 1, Integer::sum));

        assertThat(rooms).hasSize(8);
        assertThat(rooms.values()).allSatisfy(count -> assertThat(count).isBetween(11_500, 13_500));
    }

    @Test
    void theStandbyOfAnAccountIsItsHomeWhenTheNodeOfItsHomeIsLost() {
        List<Member> all = List.of(member("a", 4), member("b", 2), member("c", 3));
        Placement before = placement(all);

        for (int i = 0; i < 1000; i++) {
            AccountId account = new AccountId("account" + i);
            NodeId lost = before.of(account).node();
            List<Member> rest =
                    all.stream().filter(member -> !member.node().equals(lost)).toList();
            assertThat(before.standby(account)).isEqualTo(placement(rest).of(account));
        }
        assertThat(placement(all.subList(0, 1)).standby(new AccountId("any"))).isNull();
    }

    @Test
    void whatAKilledNodeHadGoesToTheSecondsAndNothingElseMoves() {
        List<Member> all = members(20);
        List<Member> rest = all.subList(1, 20);
        NodeId killed = all.get(0).node();
        Placement before = placement(all);
        Placement after = placement(rest);

        for (int room = 0; room < 20_000; room++) {
            List<NodeId> ranking = before.ranking(room(room));
            NodeId expected = ranking.get(0).equals(killed) ? ranking.get(1) : ranking.get(0);
            assertThat(after.of(room(room)).node()).isEqualTo(expected);
            assertThat(after.ranking(room(room)))
                    .isEqualTo(ranking.stream()
                            .filter(node -> !node.equals(killed))
                            .toList());
        }
    }

    @Test
    void theOrderOfTheMembersDoesNotMatter() {
        List<Member> members = members(7);
        List<Member> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, new Random(7));

        Placement one = placement(members);
        Placement other = placement(shuffled);

        for (int room = 0; room < 5000; room++) {
            assertThat(other.of(room(room))).isEqualTo(one.of(room(room)));
            assertThat(other.ranking(room(room))).isEqualTo(one.ranking(room(room)));
        }
    }

    @Test
    void theHomeIsTheFirstOfTheRanking() {
        Placement placement = placement(members(5));

        for (int room = 0; room < 5000; room++) {
            assertThat(placement.of(room(room)).node())
                    .isEqualTo(placement.ranking(room(room)).get(0));
        }
    }

    @Test
    void aNodeThatIsAboutToLeaveIsNobodysHomeAndRankedLast() {
        List<Member> members = new ArrayList<>(members(3));
        members.set(1, members.get(1).withDraining(true));
        NodeId leaving = members.get(1).node();
        Placement placement = placement(members);

        for (int room = 0; room < 5000; room++) {
            assertThat(placement.of(room(room)).node()).isNotEqualTo(leaving);
            assertThat(placement.ranking(room(room))).hasSize(3).endsWith(leaving);
        }
    }

    @Test
    void whereAllAreAboutToLeaveTheyServeToTheEnd() {
        List<Member> members =
                members(3).stream().map(member -> member.withDraining(true)).toList();

        assertThat(count(placement(members))).hasSize(3);
    }

    @Test
    void followsTheMembersFromTheNextQuestionOn() {
        GivenMembers members = new GivenMembers(List.of(member("a", 2)));
        Placement placement = new RendezvousPlacement(members);
        assertThat(count(placement)).hasSize(1);

        members.become(List.of(member("a", 2), member("b", 2)));

        assertThat(count(placement)).hasSize(2);
        assertThat(placement.all()).hasSize(4);
        assertThat(placement.here()).containsExactly(new Home(new NodeId("a"), 0), new Home(new NodeId("a"), 1));
    }

    @Test
    void oneNodePlacesAsTheClusterOfOneDoes() {
        Placement alone = new LocalPlacement(new NodeId("a"), 5);
        Placement placement = placement(List.of(member("a", 5)));

        for (int room = 0; room < 2000; room++) {
            assertThat(placement.of(room(room))).isEqualTo(alone.of(room(room)));
            assertThat(placement.of(new AccountId("u" + room))).isEqualTo(alone.of(new AccountId("u" + room)));
            assertThat(placement.ofTopic("t" + room)).isEqualTo(alone.ofTopic("t" + room));
        }
        assertThat(placement.all()).isEqualTo(alone.all());
        assertThat(placement.ranking(room(1))).isEqualTo(alone.ranking(room(1)));
    }

    @Test
    void placingIsFasterThanAnythingThatFollows() {
        Placement placement = placement(members(20));
        long before = System.nanoTime();

        IntStream.range(0, ROOMS).forEach(room -> placement.of(room(room)));

        assertThat(Duration.ofNanos((System.nanoTime() - before) / ROOMS)).isLessThan(Duration.ofNanos(50_000));
    }

    private static Map<NodeId, Integer> count(Placement placement) {
        Map<NodeId, Integer> rooms = new HashMap<>();
        IntStream.range(0, ROOMS)
                .forEach(room -> rooms.merge(placement.of(room(room)).node(), 1, Integer::sum));
        return rooms;
    }

    private static Placement placement(List<Member> members) {
        return new RendezvousPlacement(new GivenMembers(members));
    }

    private static List<Member> members(int count) {
        return IntStream.range(0, count)
                .mapToObj(node -> member("node-" + node, 2))
                .toList();
    }

    private static Member member(String name, int shards) {
        return new Member(new NodeId(name), 1, shards, "127.0.0.1", 5901, false);
    }

    private static RoomId room(int number) {
        return RoomId.group("room" + number);
    }
}
