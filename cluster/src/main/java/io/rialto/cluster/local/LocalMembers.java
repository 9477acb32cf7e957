package io.rialto.cluster.local;

import io.rialto.cluster.Member;
import io.rialto.cluster.Members;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The members of a cluster of one: this node. Safe on any thread. */
public final class LocalMembers implements Members {
    private final List<Consumer<List<Member>>> listeners = new CopyOnWriteArrayList<>();
    private volatile List<Member> live;

    /** A cluster of this node alone. */
    public LocalMembers(Member self) {
        live = List.of(self);
    }

    @Override
    public Member self() {
        return live.get(0);
    }

    @Override
    public List<Member> live() {
        return live;
    }

    @Override
    public void drain() {
        live = List.of(self().withDraining(true));
        listeners.forEach(listener -> listener.accept(live));
    }

    @Override
    public void listen(Consumer<List<Member>> listener) {
        listeners.add(listener);
    }
}
