package io.rialto.channel;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.cluster.Home;
import io.rialto.cluster.Placement;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.Topics;
import io.rialto.session.ConnectedSession;
import io.rialto.stream.StreamUpload;
import io.vertx.core.Context;
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
    /** The verticle that serves a room. */
    private record Target(Address address, Home home) {}

    /** So many times the limit is taken from connections that do not stop. */
    private static final int PATIENCE = 16;

    private static final long PAUSE_MILLIS = 100;

    private final Context context;
    private final UploadPost post;
    private final Placement placement;
    private final UplinkLimit limit;
    private final AtomicLong underWay = new AtomicLong();
    private final Set<ConnectedSession> held = new LinkedHashSet<>();
    private Map<Target, List<Uploaded>> gathered = new HashMap<>();
    private volatile boolean congested;

    Uplink(Context context, UploadPost post, Placement placement, UplinkLimit limit) {
        this.context = context;
        this.post = post;
        this.placement = placement;
        this.limit = limit;
    }

    /** Publishes for a session; {@code $…} topics are no channels. */
    public void publish(ConnectedSession from, Publication publication) {
        Upload upload = new Upload(from.info().account(), from.info().id().value(), publication, from.context());
        try {
            requireChannel(publication.topic());
            take(from, upload, new Target(Address.CHANNELS, placement.ofTopic(publication.topic())));
        } catch (GatewayException refusal) {
            upload.tell(refusal, false);
        }
    }

    /** Publishes a frame for a session. */
    public void publish(ConnectedSession from, StreamUpload upload) {
        try {
            take(
                    from,
                    upload,
                    new Target(
                            Address.STREAMS, placement.of(upload.publication().room())));
        } catch (GatewayException refusal) {
            upload.refuse(refusal);
        }
    }

    /** Whether this session has been asked to stop reading. */
    public boolean holds(ConnectedSession session) {
        return held.contains(session);
    }

    /** The session is over. */
    public void forget(ConnectedSession session) {
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

    private void take(ConnectedSession from, Uploaded upload, Target target) {
        long before = underWay.getAndAdd(upload.weight());
        if (before > PATIENCE * limit.bytes()) {
            underWay.addAndGet(-upload.weight());
            limit.refused();
            throw new GatewayException(ErrorCode.OVERLOADED, "too much waits for the channels' homes, try again later");
        }
        if (gathered.isEmpty()) {
            context.runOnContext(turnEnds -> flush());
        }
        gathered.computeIfAbsent(target, any -> new ArrayList<>()).add(upload);
        if (before + upload.weight() > limit.bytes()) {
            hold(from);
        }
    }

    private void flush() {
        Map<Target, List<Uploaded>> now = gathered;
        gathered = new HashMap<>();
        now.forEach((target, uploads) -> send(target, new Uploads<>(uploads, this)));
    }

    private void send(Target target, Uploads<Uploaded> uploads) {
        post.send(target.address(), target.home(), uploads).onFailure(nobody -> refuse(uploads));
    }

    /** Their bytes count for a moment longer, so that whoever publishes to a link that takes nothing is held back. */
    private void refuse(Uploads<Uploaded> uploads) {
        uploads.all().forEach(upload -> {
            limit.refused();
            upload.context().runOnContext(now -> upload.refuse(Bus.notRunning()));
        });
        ((ContextInternal) context).owner().setTimer(PAUSE_MILLIS, timer -> uploads.sequenced());
    }

    private void hold(ConnectedSession session) {
        if (held.add(session)) {
            congested = true;
            session.hold();
            sequenced(0); // the homes may have taken everything before they could see that somebody waits
        }
    }

    private void relieve() {
        if (underWay.get() <= limit.bytes() / 2) {
            congested = false;
            List<ConnectedSession> all = List.copyOf(held);
            held.clear();
            all.forEach(ConnectedSession::relieve);
        }
    }

    private static void requireChannel(String topic) {
        Topics.requireTopic(topic);
        if (topic.startsWith("$")) {
            throw new GatewayException(ErrorCode.FORBIDDEN, "no right to publish to " + topic);
        }
    }
}
