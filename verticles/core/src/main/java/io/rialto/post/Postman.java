package io.rialto.post;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.bus.Neighbours;
import io.rialto.bus.Neighbours.Urgency;
import io.rialto.bus.RemoteSeat;
import io.rialto.bus.Seat;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.session.Push;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Brings things to the sessions of accounts: first to the accounts' homes, which know the nodes their sessions are on,
 * from there to those nodes, one word per node. What cannot be brought is lost, and the node told to look into the
 * inboxes as soon as it can be reached again: the store has everything. Safe on any thread.
 */
public final class Postman {
    /** On its way to the homes of its accounts. */
    record ToHomes(Parcel parcel) {}

    /** On its way to the sessions of its accounts. */
    record ToSessions(Parcel parcel) {}

    /** Something could not be brought: look into the inboxes. */
    record LookAgain() {}

    /** What is said between nodes here. */
    public static final List<Class<?>> WORDS = List.of(ToHomes.class, ToSessions.class, LookAgain.class);

    private static final long LOOK_MILLIS = 1000;

    private final Vertx vertx;
    private volatile Consumer<List<QueueLetter>> groups = letters -> {};
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Registry registry;
    private final LiveSessions live;
    private final Placement placement;
    private final Neighbours neighbours;
    private final Set<NodeId> owed = ConcurrentHashMap.newKeySet();
    private final LongAdder lost = new LongAdder();

    /** The one postman of a node. */
    public Postman(Vertx vertx, Registry registry, LiveSessions live, Placement placement, Neighbours neighbours) {
        this.vertx = vertx;
        this.registry = registry;
        this.live = live;
        this.placement = placement;
        this.neighbours = neighbours;
        neighbours.hear(ToHomes.class, (from, word) -> atHome(word.parcel()));
        neighbours.hear(ToSessions.class, (from, word) -> here(word.parcel()));
        neighbours.hear(LookAgain.class, (from, word) -> lookAgain());
        neighbours.onDrained(this::settle);
        neighbours.onGone(this::gone);
    }

    /** Who brings what has come into the queues of share groups to their homes here. Before the node serves anybody. */
    public void forGroups(Consumer<List<QueueLetter>> listener) {
        groups = listener;
    }

    /** Registers what is counted here. */
    public void meter(MeterRegistry meters) {
        FunctionCounter.builder("rialto.dropped", lost, count -> (double) count.sum())
                .description("accounts of letters and pushes that links did not take; letters are found in the inboxes")
                .tag("door", "cluster")
                .tag("reason", "letters_owed")
                .register(meters);
    }

    /** Brings inbox items: one task per event loop of this node, whatever the number of recipients. */
    public void deliver(List<Letter> letters) {
        if (neighbours.isAlone()) {
            hand(letters);
        } else {
            send(Parcel.Items.of(letters));
        }
    }

    /** Brings a push to all sessions of these accounts. */
    public void push(Collection<AccountId> accounts, Push push) {
        send(new Parcel.Pushed(List.copyOf(accounts), push));
    }

    /** Tells all sessions of an account that it does not belong to a group any more. */
    public void lost(AccountId account, RoomId group) {
        send(new Parcel.Lost(List.of(account), group));
    }

    /** Brings what has come into queues to the connections of their sessions. */
    public void queued(List<QueueLetter> letters) {
        if (neighbours.isAlone()) {
            handQueued(letters);
        } else {
            send(new Parcel.Queues(letters));
        }
    }

    private void send(Parcel parcel) {
        parcel.by(account -> placement.of(account).node()).forEach((node, accounts) -> {
            Parcel part = accounts.size() == parcel.accounts().size() ? parcel : parcel.part(accounts);
            if (node.equals(neighbours.self())) {
                atHome(part);
            } else {
                say(node, part, new ToHomes(part));
            }
        });
    }

    /** The homes of all accounts in it are here. */
    private void atHome(Parcel parcel) {
        here(parcel);
        if (!neighbours.isAlone()) {
            Map<NodeId, List<AccountId>> elsewhere = new HashMap<>();
            parcel.accounts().forEach(account -> nodesOf(account).forEach(node -> elsewhere
                    .computeIfAbsent(node, any -> new ArrayList<>())
                    .add(account)));
            elsewhere.forEach((node, accounts) -> {
                Parcel part = parcel.part(accounts);
                say(node, part, new ToSessions(part));
            });
        }
    }

    private Collection<NodeId> nodesOf(AccountId account) {
        List<NodeId> nodes = new ArrayList<>(1);
        for (Seat seat : registry.of(account)) {
            if (seat instanceof RemoteSeat remote && !nodes.contains(remote.node())) {
                nodes.add(remote.node());
            }
        }
        return nodes;
    }

    /** The end of a membership waits, so that nobody goes on seeing what is not for him; inbox items can be found. */
    private void say(NodeId node, Parcel parcel, Object word) {
        Urgency urgency = parcel instanceof Parcel.Lost ? Urgency.CONTROL : Urgency.MESSAGE;
        if (!neighbours.say(node, urgency, word)) {
            owed.add(node);
            lost.add(parcel.accounts().size());
        }
    }

    /** What was lost on its way to a home concerns sessions anywhere. */
    private void settle(NodeId node, Urgency urgency) {
        if (urgency == Urgency.MESSAGE && owed.remove(node)) {
            lookAgainEverywhere();
        }
    }

    /** What a node had not passed on when its link ended is found by looking: its sessions may be anywhere. */
    private void gone(NodeId node) {
        owed.remove(node);
        lookAgainEverywhere();
    }

    private void lookAgainEverywhere() {
        neighbours.sayAll(Urgency.CONTROL, new LookAgain());
        lookAgain();
    }

    private void here(Parcel parcel) {
        parcel.accept(new Parcel.Handler() {
            @Override
            public void on(Parcel.Items items) {
                hand(items.letters());
            }

            @Override
            public void on(Parcel.Pushed pushed) {
                pushed.accounts().forEach(account -> live.of(account).forEach(one -> one.push(pushed.push())));
            }

            @Override
            public void on(Parcel.Lost lost) {
                lost.accounts().forEach(account -> live.of(account).forEach(one -> one.lost(lost.group())));
            }

            @Override
            public void on(Parcel.Queues queues) {
                handQueued(queues.letters());
            }
        });
    }

    private void hand(List<Letter> letters) {
        IdentityHashMap<Context, List<Delivery>> byContext = new IdentityHashMap<>();
        for (Letter letter : letters) {
            for (LocalSeat session : live.of(letter.to())) {
                boolean itsOwn = session.info().id().equals(letter.sender());
                byContext
                        .computeIfAbsent(session.context(), context -> new ArrayList<>())
                        .add(new Delivery(session, letter.item(), itsOwn));
            }
        }
        byContext.forEach((context, all) -> context.runOnContext(now -> all.forEach(Postman::hand)));
    }

    private record Arrival(LocalSeat session, QueueLetter letter) {}

    /** One task per event loop, as for inbox items. */
    private void handQueued(List<QueueLetter> letters) {
        IdentityHashMap<Context, List<Arrival>> byContext = new IdentityHashMap<>();
        List<QueueLetter> forGroups = null;
        for (QueueLetter letter : letters) {
            if (ShareName.isOfGroup(letter.to())) {
                forGroups = forGroups == null ? new ArrayList<>() : forGroups;
                forGroups.add(letter);
            }
            for (LocalSeat session : live.of(letter.to())) {
                if (session.durableKey() == letter.key()) {
                    byContext
                            .computeIfAbsent(session.context(), context -> new ArrayList<>())
                            .add(new Arrival(session, letter));
                }
            }
        }
        if (forGroups != null) {
            groups.accept(forGroups);
        }
        byContext.forEach((context, all) -> context.runOnContext(
                now -> all.forEach(one -> one.session().queued(one.letter().item()))));
    }

    private static void hand(Delivery delivery) {
        delivery.session().arrived(delivery);
    }

    /** Once a second at most, however often there is a reason: each session asks the store. */
    private void lookAgain() {
        if (looking.compareAndSet(false, true)) {
            vertx.setTimer(LOOK_MILLIS, timer -> {
                looking.set(false);
                live.all().forEach(LocalSeat::lookAgain);
            });
        }
    }
}
