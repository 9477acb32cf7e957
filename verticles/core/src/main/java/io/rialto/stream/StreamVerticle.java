package io.rialto.stream;

import io.micrometer.core.instrument.Counter;
import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.bus.Bus;
import io.rialto.channel.Uploads;
import io.rialto.cluster.Home;
import io.rialto.contract.channel.Run;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.session.ConnectedSession;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The relays of one shard of stream rooms: orders their frames, hands the frames of a turn to the edges as one run per
 * room, ends rooms that are idle. One instance per shard, confined to its context.
 */
public final class StreamVerticle extends VerticleBase {
    private static final long SWEEP_MILLIS = 10_000;

    private final Bus bus;
    private final Home home;
    private final Relays relays;
    private final Edge edge;
    private final StreamDoorman doorman;
    private final Counter fenced;
    private List<Relay> dirty = new ArrayList<>();

    /** The shard at this home. */
    public StreamVerticle(Bus bus, Home home, StreamParts parts) {
        this.bus = bus;
        this.home = home;
        this.edge = new Edge(parts.fanout());
        this.relays = new Relays(parts.boot(), parts.limits(), edge);
        this.doorman = new StreamDoorman(relays);
        this.fenced = Counter.builder("rialto.dropped")
                .tag("door", "streams")
                .tag("reason", "old_epoch")
                .register(parts.meters());
    }

    @Override
    public Future<?> start() {
        long period = Math.min(SWEEP_MILLIS, Math.max(10, relays.idleMillis() / 4));
        vertx.setPeriodic(period, timer -> relays.removeIdle(now()));
        return bus.receive(Address.STREAMS, home, this::onMessage);
    }

    private void onMessage(Object message) {
        if (message instanceof Uploads<?> uploads) {
            take(uploads);
        } else if (message instanceof SessionGone gone) {
            gone.rooms().stream().filter(relays::has).forEach(room -> leave(relays.require(room), gone.session()));
        } else {
            doorman.answer((Ask<?, ?>) message, now());
        }
    }

    private void leave(Relay relay, ConnectedSession session) {
        relay.leave(session);
        relays.removeIfEmpty(relay);
    }

    private void take(Uploads<?> uploads) {
        try {
            long now = System.currentTimeMillis();
            uploads.all().forEach(upload -> take((StreamUpload) upload, now));
        } finally {
            uploads.sequenced();
        }
    }

    private void take(StreamUpload upload, long wall) {
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
        List<Run> runs = new ArrayList<>(now.size());
        now.forEach(relay -> runs.add(relay.run()));
        fenced.increment(edge.receive(runs));
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
