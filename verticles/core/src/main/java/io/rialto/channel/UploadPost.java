package io.rialto.channel;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.bus.Neighbours;
import io.rialto.bus.Neighbours.Urgency;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.retained.Settle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings what connections publish to the homes of its rooms: on this node as it is, to another node as one word, whose
 * home says when it has given everything its place, and what became of what is waited for. Safe on any thread.
 */
public final class UploadPost {
    /** What was published in one turn of a loop for one shard, on its way; {@code awaited} are waited for. */
    record Batch(long id, Address address, int shard, List<Object> all, List<Awaits> awaited) {}

    /** A home has given a batch its places. */
    record Sequenced(long id) {}

    /** What became of one of a batch. */
    record Settled(long id, int place, Outcome outcome) {}

    /** All subscribers have been handed one of a batch. */
    record Handed(long id, int place) {}

    /** Where the publisher of one of a batch is told. */
    private record AnswerTo(Neighbours neighbours, NodeId node, long id, int place, Awaits awaits) implements Answer {
        @Override
        public void settle(Outcome outcome) {
            neighbours.say(node, Urgency.CONTROL, new Settled(id, place, outcome));
        }

        @Override
        public void spread() {
            neighbours.say(node, Urgency.CONTROL, new Handed(id, place));
        }
    }

    /** What is said between nodes here; what is carried are words of their own. */
    public static final List<Class<?>> WORDS = List.of(
            Batch.class,
            Sequenced.class,
            Settled.class,
            Handed.class,
            CarriedPublication.class,
            Settle.class,
            Fence.class);

    private static final long MAX_WEIGHT = 1 << 20;

    private final Bus bus;
    private final Neighbours neighbours;
    private final Context context;
    private final Map<Long, UnderWay> underWay = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /** The one of a node. */
    public UploadPost(Vertx vertx, Bus bus, Neighbours neighbours) {
        this.bus = bus;
        this.neighbours = neighbours;
        this.context = vertx.getOrCreateContext();
        neighbours.hear(Batch.class, this::arrived);
        neighbours.hear(Sequenced.class, (from, word) -> sequenced(word.id()));
        neighbours.hear(Settled.class, (from, word) -> settled(word));
        neighbours.hear(Handed.class, (from, word) -> handed(word));
        neighbours.onGone(this::gone);
    }

    /** Sends; fails where nobody can take it now. */
    public Future<Void> send(Address address, Home home, Uploads<Uploaded> uploads) {
        if (home.node().equals(neighbours.self())) {
            return bus.tell(address, home, uploads);
        }
        List<Uploads<Uploaded>> portions = portions(uploads);
        if (portions.size() == 1) {
            return sendAway(address, home, uploads);
        }
        portions.forEach(portion -> sendAway(address, home, portion).onFailure(nobody -> refuse(portion)));
        return Future.succeededFuture();
    }

    /**
     * Done when all subscribers have been handed what was sent to this home of channels before, or have lost it; on the
     * calling context.
     */
    Future<Void> fence(Home home, AccountId caller) {
        return bus.<Fence>ask(Address.CHANNELS, home, caller, null, new Fence()).mapEmpty();
    }

    private static void refuse(Uploads<Uploaded> uploads) {
        uploads.sequenced();
        uploads.all().forEach(upload -> upload.context().runOnContext(now -> upload.refuse(Bus.notRunning())));
    }

    /** What a link takes as one word; something larger goes alone. */
    private static List<Uploads<Uploaded>> portions(Uploads<Uploaded> uploads) {
        List<Uploads<Uploaded>> portions = new ArrayList<>(1);
        List<Uploaded> portion = new ArrayList<>();
        long weight = 0;
        for (Uploaded upload : uploads.all()) {
            if (weight > 0 && weight + upload.weight() > MAX_WEIGHT) {
                portions.add(new Uploads<>(portion, uploads.from()));
                portion = new ArrayList<>();
                weight = 0;
            }
            portion.add(upload);
            weight += upload.weight();
        }
        portions.add(new Uploads<>(portion, uploads.from()));
        return portions;
    }

    private Future<Void> sendAway(Address address, Home home, Uploads<Uploaded> uploads) {
        long id = numbers.incrementAndGet();
        List<Object> all = new ArrayList<>(uploads.all().size());
        List<Awaits> awaited = new ArrayList<>(uploads.all().size());
        for (Uploaded upload : uploads.all()) {
            all.add(upload.carried());
            awaited.add(upload.awaits());
        }
        underWay.put(id, new UnderWay(home.node(), uploads));
        Urgency urgency = address == Address.STREAMS ? Urgency.BULK : Urgency.MESSAGE;
        if (neighbours.say(home.node(), urgency, new Batch(id, address, home.shard(), all, awaited))) {
            return Future.succeededFuture();
        }
        // Where the node has gone meanwhile all of it has been refused already.
        return underWay.remove(id) == null ? Future.succeededFuture() : Future.failedFuture(Bus.notRunning());
    }

    private void arrived(NodeId from, Batch batch) {
        List<Uploaded> all = new ArrayList<>(batch.all().size());
        for (int i = 0; i < batch.all().size(); i++) {
            Answer answer = new AnswerTo(
                    neighbours, from, batch.id(), i, batch.awaited().get(i));
            all.add(((Carried) batch.all().get(i)).arrived(context, answer));
        }
        Uploads<Uploaded> uploads = new Uploads<>(all, bytes -> sequenced(from, batch.id()));
        bus.tell(batch.address(), new Home(neighbours.self(), batch.shard()), uploads)
                .onFailure(nobody -> {
                    uploads.sequenced();
                    all.forEach(upload -> upload.refuse(Bus.notRunning()));
                });
    }

    /** Behind the answers that were given before: they wait for the same context. */
    private void sequenced(NodeId publisher, long id) {
        context.runOnContext(now -> neighbours.say(publisher, Urgency.CONTROL, new Sequenced(id)));
    }

    private void sequenced(long id) {
        UnderWay batch = underWay.get(id);
        if (batch != null && batch.sequenced()) {
            underWay.remove(id);
        }
    }

    private void settled(Settled word) {
        UnderWay batch = underWay.get(word.id());
        if (batch != null && batch.settled(word.place(), word.outcome())) {
            underWay.remove(word.id());
        }
    }

    private void handed(Handed word) {
        UnderWay batch = underWay.get(word.id());
        if (batch != null && batch.handed(word.place())) {
            underWay.remove(word.id());
        }
    }

    private void gone(NodeId node) {
        underWay.forEach((id, batch) -> {
            if (batch.at().equals(node) && underWay.remove(id, batch)) {
                batch.giveUp(new GatewayException(
                        ErrorCode.TIMEOUT, "node " + node + " is gone; whether it was published is unknown"));
            }
        });
    }
}
