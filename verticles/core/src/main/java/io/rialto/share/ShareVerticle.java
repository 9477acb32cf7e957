package io.rialto.share;

import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.bus.Bus;
import io.rialto.bus.Shard;
import io.rialto.bus.Tidings.HomesMoved;
import io.rialto.bus.Tidings.NodeGone;
import io.rialto.cluster.Home;
import io.rialto.cluster.Placement;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.id.ShareName;
import io.rialto.post.HandOver;
import io.rialto.post.QueueLetter;
import io.rialto.share.Standbys.Legacy;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The share groups of one shard. One instance per shard, confined to its context. */
public final class ShareVerticle extends VerticleBase {
    private static final long LOOK_MILLIS = 2000;
    /** A group that is served here, and when its subscription is known to whoever serves its topics. */
    private record Served(ShareGroup group, Future<Void> subscribed) {}

    private final Bus bus;
    private final Home home;
    private final ShareParts parts;
    private final Map<ShareName, Served> groups = new HashMap<>();
    private final Map<AccountId, ShareGroup> byAccount = new HashMap<>();
    private final Promise<Void> stopped = Promise.promise();
    private final List<Future<Void>> closed = new ArrayList<>();
    private boolean stopping;
    private final Standbys standbys;
    private Handouts handouts;
    private StandbyPost standbyPost;

    /** The shard at this home. */
    public ShareVerticle(Bus bus, Home home, ShareParts parts) {
        this.bus = bus;
        this.home = home;
        this.parts = parts;
        this.standbys = new Standbys(parts.limits(), parts.figures());
    }

    @Override
    public Future<?> start() {
        standbyPost =
                new StandbyPost(step -> context.runOnContext(turnEnds -> step.run()), parts.post(), parts.figures());
        handouts = new Handouts(context, home, parts.post(), this::notSent, standbyPost::leave);
        vertx.setPeriodic(LOOK_MILLIS, timer -> look());
        return bus.receive(Address.SHARES, home, this::onMessage);
    }

    private void notSent(HandOver lost) {
        Served served = groups.get(lost.name());
        if (served != null) {
            served.group().notSent(lost);
        }
    }

    /**
     * What groups have is passed on to where they are served now; what members have acknowledged is in the store by then, as
     * far as that answers.
     */
    @Override
    public Future<?> stop() {
        stopping = true;
        List.copyOf(groups.values()).forEach(served -> {
            Home next = homeOf(served.group().name());
            if (next.equals(home)) {
                close(served);
            } else {
                served.group().servedAt(next);
            }
        });
        List.copyOf(groups.values()).forEach(this::closeIfOver);
        endIfAllAreClosed();
        vertx.setTimer(parts.times().finish(), timer -> groups.values()
                .forEach(served -> served.group().takeBack()));
        vertx.setTimer(
                parts.times().stop(), timer -> List.copyOf(groups.values()).forEach(this::close));
        return stopped.future();
    }

    private void endIfAllAreClosed() {
        if (stopping && groups.isEmpty()) {
            Future.join(closed).onComplete(all -> stopped.tryComplete());
        }
    }

    @SuppressWarnings("unchecked")
    private void onMessage(Object message) {
        if (message instanceof Reports reports) {
            reports.all().forEach(this::hear);
        } else if (message instanceof Copies copies) {
            copies.groups().forEach(standbys::hear);
        } else if (message instanceof CopiesOver over) {
            standbys.over(over);
        } else if (message instanceof NodeGone gone) {
            List.copyOf(groups.values()).forEach(served -> {
                served.group().nodeGone(gone.node());
                cover(served.group());
                closeIfOver(served);
            });
            standbyPost.nodeGone(gone.node());
            standbys.lost(gone.node()).forEach(this::inherit);
        } else if (message instanceof Drained drained) {
            standbyPost.again(drained.node());
            groups.values().forEach(served -> served.group().drained(drained.node()));
        } else if (message instanceof Arrived arrived) {
            arrived.letters().forEach(this::arrived);
        } else if (message instanceof HomesMoved moved) {
            moved(moved.homes());
        } else if (((Ask<?, ?>) message).question() instanceof Join) {
            Ask<Join, Done> join = (Ask<Join, Done>) message;
            Shard.answer(join, () -> join(join));
        } else if (((Ask<?, ?>) message).question() instanceof HearOut) {
            ((Ask<HearOut, Done>) message).answer().tryComplete(Done.DONE);
        } else if (((Ask<?, ?>) message).question() instanceof TakeOver) {
            Ask<TakeOver, Done> ask = (Ask<TakeOver, Done>) message;
            Shard.answer(ask, () -> takeOver(ask.question()));
        } else {
            Shard.unknown((Ask<?, ?>) message);
        }
    }

    /** Answered when nothing that is published afterwards is missed. */
    private Future<Done> join(Ask<Join, Done> ask) {
        Served served = groups.computeIfAbsent(ask.question().name(), this::open);
        try {
            served.group().join(ask.question(), ask.session());
        } finally {
            closeIfOver(served); // where the first one was refused
        }
        boolean durable = ask.question().durable() || isDurable(ask.question().name());
        return served.subscribed()
                .compose(known -> durable ? durably(served.group()) : Future.succeededFuture())
                .map(Done.DONE);
    }

    /** Whoever takes a group for served elsewhere does not take it over: it would pass it on at once. */
    private Future<Done> takeOver(TakeOver question) {
        if (stopping || !homeOf(question.name()).equals(home)) {
            return Future.failedFuture(Bus.notRunning());
        }
        Served served = groups.computeIfAbsent(question.name(), this::open);
        served.group().takeOver(question.messages());
        return served.subscribed()
                .compose(known -> isDurable(question.name()) ? durably(served.group()) : Future.succeededFuture())
                .transform((known, failure) -> Future.succeededFuture(Done.DONE));
    }

    /** Whoever serves the group now has it first from this home, which had the copies. */
    private void inherit(Legacy legacy) {
        if (legacy.copies().isEmpty()) {
            return;
        }
        Served served = groups.computeIfAbsent(legacy.name(), this::open);
        served.group().inherit(legacy.copies());
        Home now = homeOf(legacy.name());
        if (stopping || !now.equals(home)) {
            served.group().servedAt(now);
        }
        vertx.setTimer(parts.times().grace(), timer -> rested(legacy.name()));
    }

    private void rested(ShareName name) {
        Served served = groups.get(name);
        if (served != null) {
            served.group().rested();
            closeIfOver(served);
        }
    }

    /** Whether what is published has been kept for the group, or some member of it is away. */
    private boolean isDurable(ShareName name) {
        return parts.durable().table().isShared(name)
                || parts.durable().table().knows(name.account(), ShareQueue.DEVICE);
    }

    private Future<Void> durably(ShareGroup group) {
        return group.durably(() -> queueOf(group.name()));
    }

    private ShareQueue queueOf(ShareName name) {
        SessionId holder = new SessionId(parts.holders().incrementAndGet());
        return new ShareQueue(
                vertx,
                parts.durable(),
                name,
                holder,
                parts.limits(),
                parts.times().grace(),
                parts.figures());
    }

    private void arrived(QueueLetter letter) {
        ShareGroup group = byAccount.get(letter.to());
        ShareQueue queue = group == null ? null : group.queue();
        if (queue != null && queue.key() == letter.key()) {
            queue.arrived(letter.item());
        }
    }

    /** What nobody told of is found; queues that nobody needs any more end. */
    private void look() {
        List.copyOf(groups.values()).forEach(served -> {
            served.group().look();
            cover(served.group());
            closeIfOver(served);
        });
        standbyPost.again();
        parts.durable().table().shareQueues().stream()
                .filter(name -> !groups.containsKey(name)
                        && !parts.durable().table().isShared(name)
                        && homeOf(name).equals(home))
                .forEach(this::end);
    }

    private void end(ShareName name) {
        ShareQueue queue = queueOf(name);
        queue.open(item -> {}, item -> {}).onSuccess(open -> queue.end());
    }

    private Served open(ShareName name) {
        ShareGroup group = new ShareGroup(
                name,
                parts.limits(),
                parts.figures(),
                handouts,
                new StandbyLine(name, home, standbyPost),
                waiting ->
                        new Succession(vertx, bus, name, waiting, parts.times().grace(), () -> changed(name)));
        if (parts.placement().all().stream().anyMatch(other -> !other.node().equals(home.node()))) {
            group.expectTwice(); // an earlier home may have it still
        }
        cover(group);
        byAccount.put(name.account(), group);
        return new Served(group, parts.spread().subscribe(name.filter(), group));
    }

    private void hear(Report report) {
        Served served = groups.get(report.name());
        if (served != null) {
            served.group().hear(report);
            closeIfOver(served);
        }
    }

    private void changed(ShareName name) {
        Served served = groups.get(name);
        if (served != null) {
            served.group().changed();
            if (served.group().isQuiet()) {
                parts.spread().unsubscribe(name.filter(), served.group());
            }
            closeIfOver(served);
        }
    }

    /** Members of a group that is served elsewhere now join it there by themselves; what it has is passed on. */
    private void moved(Placement homes) {
        List.copyOf(groups.values()).forEach(served -> {
            ShareName name = served.group().name();
            Home now = homes.of(name.account());
            boolean again = served.group().isQuiet() && now.equals(home);
            served.group().servedAt(now.equals(home) ? null : now);
            cover(served.group());
            if (again) {
                groups.put(name, new Served(served.group(), parts.spread().subscribe(name.filter(), served.group())));
            }
            closeIfOver(served);
        });
    }

    private Home homeOf(ShareName name) {
        return parts.placement().of(name.account());
    }

    /** Where a group would be served were this node lost, it is told what the group has; what moves has its standby until it is over. */
    private void cover(ShareGroup group) {
        if (parts.limits().standby() && !stopping && homeOf(group.name()).equals(home)) {
            group.standby(parts.placement().standby(group.name().account()));
        }
    }

    private void closeIfOver(Served served) {
        if (served.group().isOver()) {
            close(served);
        }
    }

    private void close(Served served) {
        ShareName name = served.group().name();
        groups.remove(name);
        byAccount.remove(name.account());
        parts.spread().unsubscribe(name.filter(), served.group());
        Future<Void> end = served.group().close();
        if (stopping) {
            closed.add(end);
            endIfAllAreClosed();
        }
    }
}
