package io.rialto.channel;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.cluster.Home;
import io.rialto.cluster.Placement;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.Topics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes what the connections of one event loop publish to their channels' homes: one bus message per home and turn of
 * the loop, in order. Bounded in bytes that no home has sequenced yet: above the limit whoever publishes is asked to
 * stop reading until half of it is left; whoever does not stop is refused in the end. Confined to that loop, except
 * where a method says otherwise.
 */
public final class Uplink implements Uploads.Origin {
    /**
     * The way to one home of channels: the last turn in which something went there, the last one of which it has handed on
     * everything.
     */
    private static final class Way {
        private long sent;
        private long fenced;
    }

    /** What goes to one home, in the order it was published. */
    private record Load(Address address, Home home, List<Uploaded> uploads) {}

    /** So many times the limit is taken from connections that do not stop. */
    private static final int PATIENCE = 16;

    private static final long PAUSE_MILLIS = 100;

    private final Context context;
    private final UploadPost post;
    private final Placement placement;
    private final UplinkLimit limit;
    private final AtomicLong underWay = new AtomicLong();
    private final Set<Publisher> held = new LinkedHashSet<>();
    private final Map<Home, Load> channels = new HashMap<>();
    private final Map<Home, Load> streams = new HashMap<>();
    private final Map<Home, Way> ways = new HashMap<>();
    /** Counts the turns in which something was gathered. */
    private long turn = 1;

    private List<Load> gathered = new ArrayList<>();
    /** The topic that was published to last in this turn, with its load: mostly the next one is the same. */
    private String lastTopic;

    private Load lastLoad;
    private volatile boolean congested;

    Uplink(Context context, UploadPost post, Placement placement, UplinkLimit limit) {
        this.context = context;
        this.post = post;
        this.placement = placement;
        this.limit = limit;
    }

    /**
     * Publishes for a session that has the right to.
     *
     * @return the turn in which it goes, see {@link #fence}; 0 where it was refused
     */
    public long publish(Publisher from, Publication publication) {
        Upload upload = new Upload(
                from.info().account(), from.info().id().value(), from.durableKey(), publication, from.context());
        try {
            take(from, upload, loadOf(publication.topic()));
            return turn;
        } catch (GatewayException refusal) {
            upload.tell(refusal, false);
            return 0;
        }
    }

    /** Publishes a frame to a stream room for a session. */
    public void publish(Publisher from, RoomId stream, Uploaded upload) {
        try {
            Home home = placement.of(stream);
            take(from, upload, loadOf(streams, Address.STREAMS, home));
        } catch (GatewayException refusal) {
            upload.refuse(refusal);
        }
    }

    /**
     * What a session has published to channels comes before what it asks for next.
     *
     * @param lastTurn in which it has published
     * @return done when all subscribers there are have been handed it, or have lost it; never fails. Null where they have
     *     been already
     */
    public Future<Void> fence(Publisher session, long lastTurn) {
        List<Home> due = new ArrayList<>(0);
        ways.forEach((home, way) -> {
            if (way.sent > way.fenced && lastTurn > way.fenced) {
                due.add(home);
            }
        });
        if (due.isEmpty()) {
            return null;
        }
        long upTo = turn;
        flush();
        return Future.join(due.stream().map(home -> fence(home, session, upTo)).toList())
                .mapEmpty();
    }

    /** A home that does not answer is gone with what was sent there, or has refused it. */
    private Future<Void> fence(Home home, Publisher session, long upTo) {
        return post.fence(home, session.info().account())
                .onSuccess(done -> {
                    Way way = ways.computeIfAbsent(home, any -> new Way());
                    way.fenced = Math.max(way.fenced, upTo);
                })
                .onFailure(gone -> ways.remove(home))
                .otherwiseEmpty();
    }

    /** Whether this session has been asked to stop reading. */
    public boolean holds(Publisher session) {
        return held.contains(session);
    }

    /** The session is over. */
    public void forget(Publisher session) {
        held.remove(session);
    }

    @Override
    public void sequenced(long bytes) {
        long left = underWay.addAndGet(-bytes);
        if (congested && left <= limit.bytes() / 2) {
            context.runOnContext(now -> relieve());
        }
    }

    /** Bytes that no home has sequenced yet. From any thread. */
    long underWay() {
        return underWay.get();
    }

    /** A client that says the same topic again says it with the same string: nothing is checked, looked up anew. */
    private Load loadOf(String topic) {
        if (!isLast(topic)) {
            Topics.requireTopic(topic);
            Home home = placement.ofTopic(topic);
            lastLoad = loadOf(channels, Address.CHANNELS, home);
            ways.computeIfAbsent(home, any -> new Way()).sent = turn;
            lastTopic = topic;
        }
        return lastLoad;
    }

    @SuppressWarnings("ReferenceEquality") // another string of the same letters is looked up, no more
    private boolean isLast(String topic) {
        return topic == lastTopic;
    }

    private Load loadOf(Map<Home, Load> loads, Address address, Home home) {
        Load load = loads.get(home);
        if (load == null) {
            if (gathered.isEmpty()) {
                context.runOnContext(turnEnds -> flush());
            }
            load = new Load(address, home, new ArrayList<>());
            loads.put(home, load);
            gathered.add(load);
        }
        return load;
    }

    private void take(Publisher from, Uploaded upload, Load load) {
        int weight = upload.weight();
        long before = underWay.getAndAdd(weight);
        if (before > PATIENCE * limit.bytes()) {
            underWay.addAndGet(-weight);
            limit.refused();
            throw new GatewayException(ErrorCode.OVERLOADED, "too much waits for the channels' homes, try again later");
        }
        load.uploads().add(upload);
        if (before + weight > limit.bytes()) {
            hold(from);
        }
    }

    private void flush() {
        List<Load> now = gathered;
        gathered = new ArrayList<>(now.size());
        channels.clear();
        streams.clear();
        lastTopic = null;
        lastLoad = null;
        turn++;
        for (Load load : now) {
            if (!load.uploads().isEmpty()) {
                send(load);
            }
        }
    }

    private void send(Load load) {
        Uploads<Uploaded> uploads = new Uploads<>(load.uploads(), this);
        post.send(load.address(), load.home(), uploads).onFailure(nobody -> refuse(uploads));
    }

    /** Their bytes count for a moment longer, so that whoever publishes to a link that takes nothing is held back. */
    private void refuse(Uploads<Uploaded> uploads) {
        uploads.all().forEach(upload -> {
            limit.refused();
            upload.context().runOnContext(now -> upload.refuse(Bus.notRunning()));
        });
        ((ContextInternal) context).owner().setTimer(PAUSE_MILLIS, timer -> uploads.sequenced());
    }

    private void hold(Publisher session) {
        if (held.add(session)) {
            congested = true;
            session.hold();
            sequenced(0); // the homes may have taken everything before they could see that somebody waits
        }
    }

    private void relieve() {
        if (underWay.get() <= limit.bytes() / 2) {
            congested = false;
            List<Publisher> all = List.copyOf(held);
            held.clear();
            all.forEach(Publisher::relieve);
        }
    }
}
