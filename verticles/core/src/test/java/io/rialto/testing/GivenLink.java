package io.rialto.testing;

import io.rialto.cluster.LinkFigures;
import io.rialto.cluster.Member;
import io.rialto.cluster.Members;
import io.rialto.cluster.NodeLink;
import java.util.List;

/** The links of one node with the members it sees, as a test gives them: nothing is counted, nobody drains. */
public abstract class GivenLink implements NodeLink, Members {
    /** The members as this node sees them. */
    protected volatile List<Member> live;

    private final Member self;

    /** A node that sees itself alone. */
    protected GivenLink(Member self) {
        this.self = self;
        this.live = List.of(self);
    }

    @Override
    public final Member self() {
        return self;
    }

    @Override
    public final List<Member> live() {
        return live;
    }

    @Override
    public final void drain() {
        throw new UnsupportedOperationException("nobody drains here");
    }

    @Override
    public final List<LinkFigures> figures() {
        return List.of();
    }

    @Override
    public final long refused() {
        return 0;
    }
}
