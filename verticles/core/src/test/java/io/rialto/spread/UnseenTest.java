package io.rialto.spread;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.bus.Neighbours;
import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class UnseenTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId C = new NodeId("c");
    private static final long ROOM_FOR_THREE = 3 * 256;

    private final Links links = new Links();
    private final Unseen unseen = new Unseen(new Outlet(links, Neighbours.Urgency.MESSAGE, 16), ROOM_FOR_THREE);

    @Test
    void whoIsSeenLaterGetsWhatHasLeftBeforeWhatLeaves() {
        send(1, A);
        send(2, A, C);

        assertThat(links.heard(A)).containsExactly(1L, 2L);
        assertThat(links.heard(C)).containsExactly(1L, 2L);
    }

    @Test
    void whoWasThereGetsNothingAgainWhenItIsSeenAgain() {
        send(1, A);
        unseen.changed(List.of());
        send(2);

        unseen.changed(List.of(A));

        assertThat(links.heard(A)).containsExactly(1L, 2L);
    }

    /** Also of frames without content, which are not for nothing. */
    @Test
    void theOldestAreDroppedAndCountedWhereTooMuchIsKept() {
        for (int i = 1; i <= 10; i++) {
            send(i, A);
        }

        unseen.changed(List.of(A, C));

        assertThat(links.heard(C)).containsExactly(8L, 9L, 10L);
        assertThat(unseen.dropped()).isEqualTo(7);
    }

    @Test
    void nothingIsKeptWhereAllSeeTheSameMembers() {
        send(1, A);
        unseen.settled();
        assertThat(unseen.isOpen()).isFalse();

        unseen.changed(List.of(A, C));

        assertThat(unseen.isOpen()).isTrue();
        assertThat(links.heard(C)).isEmpty();
    }

    private void send(long seq, NodeId... others) {
        Frame frame = new Frame(
                seq, 1, new AccountId("alice"), Content.untyped(new byte[0]), 1, false, false, 0, Long.MAX_VALUE);
        List<Run> runs = List.of(new Run("t", 1, List.of(frame)));
        Map<NodeId, List<Run>> wanted = new HashMap<>();
        for (NodeId node : others) {
            wanted.put(node, runs);
        }
        unseen.send(List.of(others), runs, () -> wanted);
    }

    /** Links that take everything. */
    private static final class Links implements Neighbours {
        private final Map<NodeId, List<Long>> heard = new HashMap<>();

        private List<Long> heard(NodeId node) {
            return heard.getOrDefault(node, List.of());
        }

        @Override
        public boolean say(NodeId to, Urgency urgency, Object word) {
            ((Outlet.Runs) word).runs().forEach(run -> run.frames()
                    .forEach(frame ->
                            heard.computeIfAbsent(to, any -> new ArrayList<>()).add(frame.seq())));
            return true;
        }

        @Override
        public NodeId self() {
            return new NodeId("d");
        }

        @Override
        public boolean isAlone() {
            return false;
        }

        @Override
        public List<NodeId> others() {
            throw new UnsupportedOperationException("who is there is said in each call");
        }

        @Override
        public void sayAll(Urgency urgency, Object word) {
            throw new UnsupportedOperationException("nothing is said to all");
        }

        @Override
        public <W> void hear(Class<W> word, BiConsumer<NodeId, W> listener) {
            // Nobody answers.
        }

        @Override
        public void onCame(Consumer<NodeId> listener) {
            // Nobody comes by itself.
        }

        @Override
        public void onGone(Consumer<NodeId> listener) {
            // Nor goes.
        }

        @Override
        public void onDrained(BiConsumer<NodeId, Urgency> listener) {
            // Everything is taken.
        }
    }
}
