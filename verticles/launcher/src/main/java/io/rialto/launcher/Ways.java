package io.rialto.launcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.bus.Bus;
import io.rialto.bus.Neighbours;
import io.rialto.bus.Nobody;
import io.rialto.bus.TalkLimits;
import io.rialto.bus.Terms;
import io.rialto.bus.Tidings;
import io.rialto.channel.UploadPost;
import io.rialto.post.LiveSessions;
import io.rialto.post.Postman;
import io.rialto.post.Registry;
import io.rialto.presence.OnlineNews;
import io.rialto.spread.ClusterSpread;
import io.rialto.spread.LocalSpread;
import io.rialto.spread.Spread;
import io.rialto.stream.Edge;
import io.rialto.stream.Repetitions;
import io.vertx.core.Vertx;

/** The ways by which the parts of core reach one another, sessions and other nodes; made once for a node. */
record Ways(
        TalkLimits talk,
        Bus bus,
        LiveSessions live,
        Registry registry,
        Postman postman,
        UploadPost post,
        Terms terms,
        Spread spread,
        Edge edge,
        Tidings tidings,
        OnlineNews news) {
    static Ways of(World world) {
        Vertx vertx = world.vertx();
        Neighbours neighbours = world.neighbours();
        TalkLimits talk = CoreLimits.talk(world.config().cluster().talk());
        Bus bus = new Bus(vertx, neighbours, talk);
        LiveSessions live = new LiveSessions();
        Registry registry = new Registry();
        OnlineNews news =
                new OnlineNews(neighbours); // tells that a node is gone before tidings have their consequences
        Ways ways = new Ways(
                talk,
                bus,
                live,
                registry,
                new Postman(vertx, registry, live, world.placement(), neighbours),
                new UploadPost(vertx, bus, neighbours),
                new Terms(vertx, world.boot(), world.storage().boots()::nextBoot, world.surroundings()::members),
                spread(world, talk),
                new Edge(
                        world.fanout(), new Repetitions(world.config().streams().rememberedPublishers())),
                new Tidings(bus, world.placement(), neighbours),
                news);
        ways.meter(world.meters());
        return ways;
    }

    private static Spread spread(World world, TalkLimits talk) {
        return world.neighbours() instanceof Nobody
                ? new LocalSpread(world.fanout())
                : new ClusterSpread(world.vertx(), world.fanout(), world.placement(), world.neighbours(), talk);
    }

    /** Alone, nothing is lost on the way to another node. */
    private void meter(MeterRegistry meters) {
        if (spread instanceof ClusterSpread cluster) {
            cluster.meter(meters);
            bus.meter(meters);
            postman.meter(meters);
            news.meter(meters);
        }
    }
}
