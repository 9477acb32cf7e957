package io.rialto.cluster.testing;

import io.rialto.cluster.Member;
import io.rialto.cluster.Members;
import java.util.List;
import java.util.function.Consumer;

/** Members as a test wants them. */
public final class GivenMembers implements Members {
    private volatile List<Member> live;

    /** These, the first being this node. */
    public GivenMembers(List<Member> live) {
        this.live = List.copyOf(live);
    }

    /** From now on these. */
    public void become(List<Member> now) {
        live = List.copyOf(now);
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
        throw new UnsupportedOperationException("a test drains by giving other members");
    }

    @Override
    public void listen(Consumer<List<Member>> listener) {}
}
