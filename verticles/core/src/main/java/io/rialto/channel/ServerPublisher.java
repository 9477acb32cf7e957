package io.rialto.channel;

import io.rialto.bus.Address;
import io.rialto.cluster.Placement;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.DurableWill;
import io.rialto.durable.WillPublisher;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.List;

/** Publishes for sessions that have no connection any more. Safe on any thread. */
public final class ServerPublisher implements WillPublisher {
    private final Vertx vertx;
    private final Context context;
    private final UploadPost post;
    private final Placement placement;

    /** A publisher to the homes of all channels. */
    public ServerPublisher(Vertx vertx, UploadPost post, Placement placement) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.post = post;
        this.placement = placement;
    }

    @Override
    public Future<Void> publish(AccountId from, DurableWill will) {
        Promise<Void> done = ((VertxInternal) vertx).getOrCreateContext().promise();
        long now = System.currentTimeMillis();
        long expiresAt = will.lifeMillis() > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + will.lifeMillis();
        Publication publication = new Publication(
                will.topic(), will.content(), will.qos(), will.retain(), expiresAt, (failure, matched) -> {
                    if (failure == null) {
                        done.tryComplete();
                    } else {
                        done.tryFail(failure);
                    }
                });
        Uploads<Uploaded> uploads =
                new Uploads<>(List.of(new Upload(from, 0, 0, publication, context)), sequenced -> {});
        post.send(Address.CHANNELS, placement.ofTopic(will.topic()), uploads).onFailure(done::tryFail);
        return done.future();
    }
}
