package io.rialto.stream;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.bus.Bus;
import io.rialto.bus.Shard;
import io.rialto.bus.Tidings.HomesMoved;
import io.rialto.bus.Tidings.NodeGone;
import io.rialto.channel.Uploaded;
import io.rialto.channel.Uploads;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.stream.Edges.Superseded;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The relays of one shard of stream rooms: orders their frames, hands the frames of a turn to the edges as one run per
 * room, ends rooms that are idle; stands by for rooms of other nodes. What is asked of a room that another node serves is
 * handed on. One instance per shard, confined to its context.
 */
public final class StreamVerticle extends VerticleBase {
    private static final long SWEEP_MILLIS = 10_000;
    private static final long AGAIN_MILLIS = 500;

    private final Bus bus;
    private final Home home;
    private final StreamParts parts;
    private final Relays relays;
    private final Standbys standbys;
    private final Finder finder;
    private final StreamDoorman doorman;
    private List<Relay> dirty = new ArrayList<>();

    /** The shard at this home. */
    public StreamVerticle(Bus bus, Home home, StreamParts parts) {
        this.bus = bus;
        this.home = home;
        this.parts = parts;
        this.relays = new Relays(parts.terms(), parts.limits(), parts.edges().repetitions(), this::ended);
        this.standbys = new Standbys(bus, parts);
        this.finder = new Finder(bus, parts, relays, standbys, this::takeOver);
        this.doorman = new StreamDoorman(relays, this::changed);
    }

    @Override
    public Future<?> start() {
        long period = Math.min(SWEEP_MILLIS, Math.max(10, relays.idleMillis() / 4));
        vertx.setPeriodic(period, timer -> relays.removeIdle(now()));
        Gauge.builder("rialto.stream.rooms", relays, all -> (double) all.size())
                .description("stream rooms that this node relays")
                .tag("shard", Integer.toString(home.shard()))
                .register(parts.meters());
        return bus.receive(Address.STREAMS, home, this::onMessage);
    }

    /** The meters of the edges, which all shards share. */
    public static void meter(StreamParts parts) {
        FunctionCounter.builder("rialto.dropped", parts.edges(), edges -> (double) edges.fenced())
                .tag("door", "streams")
                .tag("reason", "old_epoch")
                .register(parts.meters());
        FunctionCounter.builder("rialto.dropped", parts.edges(), edges -> (double) edges.dropped())
                .tag("door", "streams")
                .tag("reason", "link_full")
                .register(parts.meters());
        FunctionCounter.builder("rialto.dropped", parts.edges(), edges -> (double) edges.repeated())
                .tag("door", "streams")
                .tag("reason", "repetition")
                .register(parts.meters());
        FunctionCounter.builder("rialto.dropped", parts.edges(), edges -> (double) edges.unnoted())
                .tag("door", "streams")
                .tag("reason", "note_link_full")
                .register(parts.meters());
        FunctionCounter.builder("rialto.stream.sent", parts.edges(), edges -> (double) edges.sent())
                .description("words with frames of stream rooms to other nodes")
                .register(parts.meters());
    }

    private void onMessage(Object message) {
        if (message instanceof Uploads<?> uploads) {
            take(uploads);
        } else if (message instanceof SessionGone gone) {
            gone.rooms().forEach(room -> leave(room, gone));
        } else if (message instanceof Ask<?, ?> ask) {
            ask(ask);
        } else {
            onTiding(message);
        }
    }

    private void onTiding(Object message) {
        if (message instanceof Standby standby) {
            standby(standby);
        } else if (message instanceof Standby.Over over) {
            standbys.over(over.room(), over.epoch());
        } else if (message instanceof Superseded superseded) {
            superseded(superseded);
        } else if (message instanceof NodeGone gone) {
            relays.all().forEach(relay -> leave(relay, gone.node()));
        } else if (message instanceof HomesMoved) {
            homesMoved();
        } else {
            throw new IllegalArgumentException("nobody takes " + message.getClass() + " here");
        }
    }

    private void ask(Ask<?, ?> ask) {
        if (ask.question() instanceof Standby.Find find) {
            found(ask, find.room());
            return;
        }
        RoomId room = StreamDoorman.roomOf(ask.question());
        finder.with(room, new Finder.Step() {
            @Override
            public void here() {
                doorman.answer(ask, now());
            }

            @Override
            public void elsewhere(Home there) {
                bus.ask(Address.STREAMS, there, ask);
            }

            @Override
            public void unknown(GatewayException why) {
                Shard.fail(ask, why);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private void found(Ask<?, ?> ask, RoomId room) {
        Standby known = relays.has(room)
                ? relays.require(room).standby(parts.neighbours().self())
                : standbys.of(room);
        ((Ask<?, Standby.Found>) ask).answer().tryComplete(new Standby.Found(known));
    }

    private void leave(RoomId room, SessionGone gone) {
        finder.with(room, new Finder.Step() {
            @Override
            public void here() {
                if (relays.has(room)) {
                    Relay relay = relays.require(room);
                    relay.leave(gone.session());
                    relays.removeIfEmpty(relay);
                }
            }

            @Override
            public void elsewhere(Home there) {
                bus.tell(Address.STREAMS, there, new SessionGone(gone.session(), Set.of(room)));
            }

            @Override
            public void unknown(GatewayException why) {
                vertx.setTimer(AGAIN_MILLIS, timer -> leave(room, gone));
            }
        });
    }

    private void leave(Relay relay, NodeId node) {
        relay.leave(node);
        relays.removeIfEmpty(relay);
    }

    private void changed(Relay relay) {
        parts.known().put(relay.room(), home.node());
        standbys.tell(relay);
    }

    private void ended(Relay relay) {
        parts.known().remove(relay.room(), home.node());
        parts.edges().forget(relay);
        standbys.tellOver(relay);
    }

    /** Of two relays of one room the one of the later epoch goes on. */
    private void standby(Standby standby) {
        RoomId room = standby.room();
        if (!relays.has(room)) {
            Standby older = standbys.keep(standby);
            Standby latest = standbys.of(room);
            if (older != null && !older.relay().equals(latest.relay())) {
                supersede(older, latest.epoch());
            }
            return;
        }
        Relay mine = relays.require(room);
        if (standby.epoch() > mine.epoch()) {
            stepDown(mine);
            standbys.keep(standby);
        } else {
            supersede(standby, mine.epoch());
        }
    }

    /** A relay that does not know yet that another one of a later epoch serves its room. */
    private void supersede(Standby older, long epoch) {
        Home there = parts.placement().on(older.relay(), older.room());
        if (there != null) {
            bus.tell(Address.STREAMS, there, new Superseded(Edge.topic(older.room()), epoch));
        }
    }

    private void superseded(Superseded word) {
        RoomId room = Edge.room(word.topic());
        if (relays.has(room) && relays.require(room).epoch() < word.epoch()) {
            stepDown(relays.require(room));
        }
    }

    private void stepDown(Relay relay) {
        parts.known().remove(relay.room(), home.node());
        relays.stepDown(relay);
        relay.moved();
    }

    private void homesMoved() {
        standbys.look();
        relays.all().forEach(standbys::tell);
        Turn.note(relays.all(), parts.edges(), standbys);
        standbys.all().forEach(this::takeOverIfLost);
    }

    private void takeOverIfLost(Standby standby) {
        boolean mine = parts.placement().of(standby.room()).equals(home);
        if (mine && standbys.isLost(standby.relay())) {
            parts.terms()
                    .beyond(standby.epoch())
                    .onSuccess(term -> context.runOnContext(now -> {
                        if (standby.equals(standbys.of(standby.room())) && standbys.isLost(standby.relay())) {
                            takeOver(standby);
                        }
                    }));
        }
    }

    /** {@code timeout} while there is no number for an epoch that is later than the lost relay's. */
    private void takeOver(Standby standby) {
        if (!parts.terms().beyond(standby.epoch()).succeeded()) {
            throw new GatewayException(ErrorCode.TIMEOUT, standby.room() + " is being taken over, try again");
        }
        if (!relays.has(standby.room())) {
            Relay relay = relays.takeOver(standby, now());
            standbys.forget(standby.room());
            changed(relay);
        }
    }

    private void take(Uploads<?> uploads) {
        Handling handling = new Handling(uploads);
        long now = System.currentTimeMillis();
        uploads.all().forEach(upload -> take((StreamUpload) upload, now, handling));
    }

    /** A batch has its places when all of it has: what waits for its relay to be found holds its publisher back. */
    private static final class Handling {
        private final Uploads<?> uploads;
        private int left;

        Handling(Uploads<?> uploads) {
            this.uploads = uploads;
            this.left = uploads.all().size();
        }

        void done() {
            left--;
            if (left == 0) {
                uploads.sequenced();
            }
        }
    }

    private void take(StreamUpload upload, long wall, Handling handling) {
        RoomId room = upload.publication().room();
        if (relays.has(room)) {
            takeHere(upload, wall, handling);
            return;
        }
        finder.with(room, new Finder.Step() {
            @Override
            public void here() {
                takeHere(upload, wall, handling);
            }

            @Override
            public void elsewhere(Home there) {
                handOn(upload, there, handling);
            }

            @Override
            public void unknown(GatewayException why) {
                tell(upload, why, null);
                handling.done();
            }
        });
    }

    private void handOn(StreamUpload upload, Home there, Handling handling) {
        Uploads<Uploaded> one = new Uploads<>(List.of(upload), bytes -> context.runOnContext(now -> handling.done()));
        parts.post().send(Address.STREAMS, there, one).onFailure(nobody -> {
            tell(upload, nobody, null);
            one.sequenced();
        });
    }

    private void takeHere(StreamUpload upload, long wall, Handling handling) {
        try {
            Relay relay = relays.require(upload.publication().room());
            boolean first = !relay.hasFrames();
            StreamPlace place = relay.take(upload, wall);
            relay.touch(now());
            if (place != null && first) {
                toBeSent(relay);
            }
            tell(upload, null, place);
        } catch (GatewayException refusal) {
            tell(upload, refusal, null);
        } finally {
            handling.done();
        }
    }

    private static void tell(StreamUpload upload, Throwable failure, StreamPlace place) {
        if (upload.wants(failure, place)) {
            upload.context().runOnContext(turn -> upload.tell(failure, place));
        }
    }

    private void toBeSent(Relay relay) {
        if (dirty.isEmpty()) {
            context.runOnContext(turnEnds -> flush());
        }
        dirty.add(relay);
    }

    private void flush() {
        List<Relay> now = dirty;
        dirty = new ArrayList<>();
        Turn turn = new Turn(parts.edges(), standbys);
        now.forEach(turn::add);
        turn.send();
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
