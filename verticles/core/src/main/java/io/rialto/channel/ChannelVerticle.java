package io.rialto.channel;

import io.micrometer.core.instrument.Counter;
import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.bus.Bus;
import io.rialto.bus.Shard;
import io.rialto.bus.Tidings.HomesMoved;
import io.rialto.bus.Tidings.NodeGone;
import io.rialto.cluster.Home;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.channel.Run;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.GatewayException;
import io.rialto.durable.QueueLine;
import io.rialto.retained.RetainedLine;
import io.rialto.retained.Settle;
import io.rialto.storage.RetainedValue;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The home of one shard of channels: gives every frame its sequence, keeps retained values, hands the frames of a turn
 * to the fan-out as one run per channel. One instance per shard, confined to its context.
 */
public final class ChannelVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelVerticle.class);

    private final Bus bus;
    private final Home home;
    private final ChannelParts parts;
    private final Channels channels;
    private final Receipts receipts = new Receipts();
    private final Turn turn = new Turn();
    private RetainedLine retained;
    private QueueLine queue;
    private Counter refused;

    /** The shard at this home. */
    public ChannelVerticle(Bus bus, Home home, ChannelParts parts) {
        this.bus = bus;
        this.home = home;
        this.parts = parts;
        this.channels = new Channels(parts.terms(), parts.maxKnown());
    }

    @Override
    public Future<?> start() {
        Counter dropped = Counter.builder("rialto.dropped")
                .tag("door", "channels")
                .tag("reason", "retained_backlog")
                .register(parts.meters());
        refused = Counter.builder("rialto.dropped")
                .tag("door", "channels")
                .tag("reason", "no_epoch")
                .register(parts.meters());
        retained = new RetainedLine(vertx, parts.retained(), parts.retainedDelayMillis(), dropped::increment);
        queue = new QueueLine(context, parts.queues());
        return bus.receive(Address.CHANNELS, home, this::onMessage);
    }

    /** What is still to be written is written before the verticle is gone. */
    @Override
    public Future<?> stop() {
        return Future.<Void>future(gone -> retained.settle(failure -> gone.tryComplete()));
    }

    @SuppressWarnings("unchecked")
    private void onMessage(Object message) {
        if (message instanceof Uploads<?> uploads) {
            take(uploads);
        } else if (message instanceof HomesMoved moved) {
            flush(); // no frame is left behind in a channel that is forgotten
            channels.keep(topic -> moved.homes().ofTopic(topic).equals(home));
        } else if (message instanceof NodeGone) {
            LOG.debug("a node is gone, channels keep nothing of it");
        } else if (((Ask<?, ?>) message).question() instanceof Settle) {
            retained.settle(failure -> settled((Ask<Settle, Done>) message, failure));
        } else if (((Ask<?, ?>) message).question() instanceof Fence fence) {
            flush();
            ((Ask<Fence, Fence>) message).answer().tryComplete(fence);
        } else {
            Shard.unknown((Ask<?, ?>) message);
        }
    }

    /** Whatever happens to one of them: the uplink must learn that they are not under way any more. */
    private void take(Uploads<?> uploads) {
        try {
            long now = System.currentTimeMillis();
            for (int i = 0; i < uploads.all().size(); i++) {
                takeOrRefuse((Upload) uploads.all().get(i), now);
            }
        } finally {
            uploads.sequenced();
        }
    }

    /** Where a channel can be given no epoch now its publisher is told; nobody else's publication waits for that. */
    private void takeOrRefuse(Upload upload, long now) {
        try {
            take(upload, now);
        } catch (GatewayException refusal) {
            refused.increment();
            upload.context().runOnContext(then -> upload.refuse(refusal));
        }
    }

    private static void settled(Ask<Settle, Done> ask, Throwable failure) {
        if (failure == null) {
            ask.answer().tryComplete(Done.DONE);
        } else {
            Shard.fail(ask, failure);
        }
    }

    private void take(Upload upload, long now) {
        Publication publication = upload.publication();
        Channel channel = channels.of(publication.topic());
        if (turn.isEmpty()) {
            context.runOnContext(turnEnds -> flush());
        }
        boolean queues =
                publication.qos() > 0 && queue.concerns(publication.topic(), upload.durable(), publication.packetId());
        Frame frame = channel.sequence(upload, now);
        turn.add(channel, frame);
        if (queues) {
            enqueue(upload, channel, frame);
        } else if (publication.retain()) {
            retain(upload, channel, frame, new Pledge(upload, receipts, 1));
        } else if (publication.receipt() != null) {
            receipts.atTurnsEnd(upload);
        }
    }

    /** Live subscribers do not wait for that; the publisher does. */
    private void enqueue(Upload upload, Channel channel, Frame frame) {
        Publication publication = upload.publication();
        Pledge pledge = new Pledge(upload, receipts, publication.retain() ? 2 : 1);
        if (publication.retain()) {
            retain(upload, channel, frame, pledge);
        }
        queue.add(
                new QueueLine.Published(
                        channel.topic(), channel.epoch(), frame, upload.durable(), publication.packetId()),
                failure -> pledge.done(failure, hasSubscribers(channel.topic())));
    }

    private boolean hasSubscribers(String topic) {
        return queue.matches(topic) || parts.spread().hasSubscribers(topic);
    }

    private void retain(Upload upload, Channel channel, Frame frame, Pledge pledge) {
        RetainedValue value = new RetainedValue(
                channel.topic(),
                channel.epoch(),
                frame.seq(),
                frame.from(),
                frame.content(),
                frame.qos(),
                frame.ts(),
                frame.expiresAt());
        parts.hint().raise();
        if (upload.publication().receipt() == null) {
            retained.later(value);
            pledge.done(null, false);
        } else {
            retained.now(value, failure -> pledge.done(failure, hasSubscribers(channel.topic())));
        }
    }

    /** Publishers are told what was found when their frames left, or did not: subscribers may have come since. */
    private void flush() {
        List<Run> runs = turn.end(parts.spread()::hasSubscribers);
        if (!runs.isEmpty()) {
            parts.spread().deliver(runs);
        }
        if (receipts.areDue()) {
            Set<String> matched = runs.stream().map(Run::topic).collect(Collectors.toSet());
            receipts.turnEnded(matched::contains);
        }
    }
}
