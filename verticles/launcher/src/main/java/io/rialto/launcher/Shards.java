package io.rialto.launcher;

import io.rialto.bus.Bus;
import io.rialto.channel.ChannelVerticle;
import io.rialto.cluster.Home;
import io.rialto.contact.ContactVerticle;
import io.rialto.message.MessageVerticle;
import io.rialto.presence.PresenceVerticle;
import io.rialto.room.RoomVerticle;
import io.rialto.session.SessionVerticle;
import io.rialto.share.ShareVerticle;
import io.rialto.stream.StreamVerticle;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;

/** The verticles of core: one of each kind for every home of this node, some for the node as a whole. */
final class Shards {
    private final World world;
    private final Ways ways;
    private final List<Future<String>> deployed = new ArrayList<>();

    /** None so far. */
    Shards(World world, Ways ways) {
        this.world = world;
        this.ways = ways;
    }

    /** Deploys those of all homes here. */
    void serve(ShardParts parts) {
        StreamVerticle.meter(parts.streams());
        world.placement().here().forEach(home -> serve(home, parts));
    }

    private void serve(Home home, ShardParts parts) {
        Bus bus = ways.bus();
        deploy(new ChannelVerticle(bus, home, parts.channels()));
        deploy(new StreamVerticle(bus, home, parts.streams()));
        deploy(new ShareVerticle(bus, home, parts.shares()));
        deploy(new MessageVerticle(bus, home, parts.messages()));
        deploy(new RoomVerticle(bus, home, parts.groups()));
        deploy(new ContactVerticle(bus, home, parts.contacts()));
        deploy(new SessionVerticle(bus, home, world.placement(), ways.registry(), parts.policy()));
        deploy(new PresenceVerticle(bus, home, world.placement(), ways.news()));
    }

    /** Deploys one of the node as a whole. */
    void deploy(VerticleBase verticle) {
        deployed.add(world.vertx().deployVerticle(verticle));
    }

    /** Done when all of them serve. */
    Future<Void> started() {
        return Future.all(deployed).mapEmpty();
    }

    /** Done when none of them serves any more. */
    Future<Void> stop() {
        return Future.join(deployed.stream()
                        .filter(Future::succeeded)
                        .map(one -> world.vertx().undeploy(one.result()))
                        .toList())
                .mapEmpty();
    }
}
