package io.rialto.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.rialto.bus.Neighbours.Urgency;
import io.rialto.cluster.LinkListener;
import io.rialto.cluster.LinkOutcome;
import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Receiver;
import io.rialto.cluster.Service;
import io.rialto.cluster.TrafficClass;
import io.rialto.testing.GivenLink;
import io.rialto.wire.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said to nodes that come and go, on a link that is told of each step by hand. */
final class LinkedNeighboursTest {
    private static final Member HERE = member("here");
    private static final Member THERE = member("there");
    private static final NodeId WORD = new NodeId("a word");

    private final ByHand world = new ByHand();
    private final LinkedNeighbours neighbours = new LinkedNeighbours(world, world, TalkLimits.DEFAULT);

    @BeforeEach
    void speak() {
        neighbours.speak(new Vocabulary(List.of(NodeId.class), Map.of()));
    }

    @Test
    void whoIsAMemberCanBeSpokenToBeforeItsLinkIsToldOf() {
        world.sees(HERE, THERE);

        assertThat(neighbours.others()).containsExactly(THERE.node());
        assertThat(neighbours.say(THERE.node(), Urgency.CONTROL, WORD)).isTrue();
        assertThat(world.sent).isEqualTo(1);
        world.full = true;
        assertThat(neighbours.say(THERE.node(), Urgency.CONTROL, WORD)).isTrue();
        world.listener.up(THERE);
        world.full = false;
        world.listener.drained(THERE.node(), TrafficClass.CONTROL);

        assertThat(world.sent).as("what waited came as well").isEqualTo(2);
        assertThat(neighbours.lost()).isZero();
    }

    @Test
    void nothingWaitsForWhoIsNoMember() {
        assertThat(neighbours.say(THERE.node(), Urgency.CONTROL, WORD)).isFalse();
        world.sees(HERE, THERE);
        world.listener.up(THERE);
        world.full = true;
        assertThat(neighbours.say(THERE.node(), Urgency.CONTROL, WORD)).isTrue();

        world.sees(HERE);
        world.listener.down(THERE);
        assertThat(neighbours.say(THERE.node(), Urgency.CONTROL, WORD)).isFalse();
        world.full = false;
        world.sees(HERE, THERE);
        world.listener.up(THERE);
        world.listener.drained(THERE.node(), TrafficClass.CONTROL);

        assertThat(world.sent).isZero();
        assertThat(neighbours.lost()).isEqualTo(3);
    }

    private static Member member(String name) {
        return new Member(new NodeId(name), 1, 1, "", 0, false);
    }

    /** Members and links of one node. */
    private static final class ByHand extends GivenLink {
        private LinkListener listener;
        private boolean full;
        private int sent;

        private ByHand() {
            super(HERE);
        }

        private void sees(Member... members) {
            live = List.of(members);
        }

        @Override
        public LinkOutcome send(NodeId to, Service service, TrafficClass traffic, ByteBuf frame) {
            if (full) {
                return LinkOutcome.FULL;
            }
            frame.release();
            sent++;
            return LinkOutcome.SENT;
        }

        @Override
        public void listen(LinkListener told) {
            listener = told;
        }

        @Override
        public void receive(Service service, Receiver receiver) {
            // Nothing comes.
        }

        @Override
        public void listen(Consumer<List<Member>> told) {
            // Nobody asks.
        }
    }
}
