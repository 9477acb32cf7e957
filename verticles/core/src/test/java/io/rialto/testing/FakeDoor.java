package io.rialto.testing;

import io.rialto.contract.channel.Queued;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A connection that notes what it is told; goes when it is kicked, unless it is stubborn. */
public final class FakeDoor implements Outbound {
    private final List<Push> pushes = new CopyOnWriteArrayList<>();
    private final List<Boolean> congestions = new CopyOnWriteArrayList<>();
    private final List<Queued> queued = new CopyOnWriteArrayList<>();
    private final List<Viewing> viewings = new CopyOnWriteArrayList<>();
    private volatile RuntimeException refusal;
    private volatile Session session;
    private volatile boolean stubborn;
    private volatile Consumer<Push> onPush = push -> {};

    /** It will not close when it is kicked. */
    public FakeDoor stubborn() {
        stubborn = true;
        return this;
    }

    /** What happens at every push. */
    public FakeDoor onPush(Consumer<Push> reaction) {
        onPush = reaction;
        return this;
    }

    public List<Push> pushes() {
        return pushes;
    }

    /** The pushes of one type. */
    public <P extends Push> List<P> pushes(Class<P> type) {
        return pushes.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What it was told of congestion, in order. */
    public List<Boolean> congestions() {
        return congestions;
    }

    /** What came through the queue of its session. */
    public List<Queued> queued() {
        return queued;
    }

    @Override
    public void queued(Queued item) {
        queued.add(item);
    }

    void opened(Session opened) {
        session = opened;
    }

    @Override
    public void push(Push push) {
        pushes.add(push);
        onPush.accept(push);
        if (push instanceof Push.Kicked && !stubborn && session != null) {
            session.close();
        }
    }

    /** What operators had it see, in order. */
    public List<Viewing> viewings() {
        return viewings;
    }

    /** Does nothing about it, unless it is to refuse. */
    @Override
    public Future<Void> view(Viewing viewing) {
        viewings.add(viewing);
        return refusal == null ? Future.succeededFuture() : Future.failedFuture(refusal);
    }

    /** It refuses to see anything. */
    public void refuseToSee(RuntimeException why) {
        refusal = why;
    }

    @Override
    public void congested(boolean yes) {
        congestions.add(yes);
    }
}
