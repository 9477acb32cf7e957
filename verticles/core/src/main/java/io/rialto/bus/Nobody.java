package io.rialto.bus;

import io.rialto.cluster.NodeId;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The neighbours of a cluster of one. */
public record Nobody(NodeId self) implements Neighbours {
    @Override
    public boolean isAlone() {
        return true;
    }

    @Override
    public List<NodeId> others() {
        return List.of();
    }

    @Override
    public boolean say(NodeId to, Urgency urgency, Object word) {
        return false;
    }

    @Override
    public void sayAll(Urgency urgency, Object word) {
        // Nobody is there.
    }

    @Override
    public <W> void hear(Class<W> word, BiConsumer<NodeId, W> listener) {
        // Nobody speaks.
    }

    @Override
    public void onCame(Consumer<NodeId> listener) {
        // Nobody comes.
    }

    @Override
    public void onGone(Consumer<NodeId> listener) {
        // Nobody goes.
    }

    @Override
    public void onDrained(BiConsumer<NodeId, Urgency> listener) {
        // Nothing is ever refused.
    }
}
