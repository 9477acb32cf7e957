package io.rialto.launcher;

import io.rialto.bus.Nobody;
import io.rialto.channel.ChannelParts;
import io.rialto.config.RialtoConfig;
import io.rialto.contact.Contacts;
import io.rialto.durable.DurableSessions;
import io.rialto.durable.QueueParts;
import io.rialto.message.MessageIds;
import io.rialto.message.MessageParts;
import io.rialto.retained.RetainedHint;
import io.rialto.room.Groups;
import io.rialto.session.SessionPolicy;
import io.rialto.share.ShareFigures;
import io.rialto.share.ShareParts;
import io.rialto.share.SharePost;
import io.rialto.stream.Edges;
import io.rialto.stream.RoomsByRelay;
import io.rialto.stream.StreamParts;

/** What the shards of core work with, each kind with its own; the same for all homes of a node. */
record ShardParts(
        ChannelParts channels,
        StreamParts streams,
        ShareParts shares,
        MessageParts messages,
        Groups groups,
        Contacts contacts,
        SessionPolicy policy) {
    /**
     * The parts of a node.
     *
     * @param hint whether any topic may have a retained value
     * @param rooms is told of the stream rooms
     */
    static ShardParts of(World world, Ways ways, Durables durables, RetainedHint hint, RoomsByRelay rooms) {
        return new ShardParts(
                channels(world, ways, durables.queues(), hint),
                streams(world, ways, rooms),
                shares(world, ways, durables.sessions()),
                messages(world, ways),
                groups(world, ways),
                new Contacts(
                        world.storage(),
                        ways.bus(),
                        world.placement(),
                        world.limits().contacts()),
                world.limits().sessions());
    }

    private static ChannelParts channels(World world, Ways ways, QueueParts queues, RetainedHint hint) {
        return new ChannelParts(
                ways.spread(),
                world.placement(),
                world.storage().retained(),
                hint,
                world.meters(),
                ways.terms(),
                queues,
                world.config().channels().maxKnown(),
                world.config().channels().retainedDelay().toMillis());
    }

    private static StreamParts streams(World world, Ways ways, RoomsByRelay rooms) {
        return new StreamParts(
                world.placement(),
                world.neighbours(),
                new Edges(ways.edge(), ways.bus(), world.placement(), world.neighbours()),
                ways.post(),
                ways.terms(),
                ways.talk(),
                rooms,
                world.meters(),
                world.limits().streams());
    }

    private static ShareParts shares(World world, Ways ways, DurableSessions durable) {
        return new ShareParts(
                ways.spread(),
                world.placement(),
                new SharePost(ways.bus(), world.placement(), world.neighbours(), ways.live(), ways.postman()),
                durable,
                ShareParts.holders(world.boot()),
                new ShareFigures(world.meters()),
                world.limits().shares(),
                world.limits().shareTimes());
    }

    private static MessageParts messages(World world, Ways ways) {
        RialtoConfig config = world.config();
        return new MessageParts(
                world.storage(),
                ways.postman(),
                ways.spread(),
                world.placement(),
                new MessageIds(config.node().number(), System::currentTimeMillis),
                world.meters(),
                world.limits().direct(),
                config.messages().maxBytes(),
                config.storage().batchMax(),
                world.limits().waiting(),
                world.neighbours() instanceof Nobody
                        ? Long.MAX_VALUE
                        : config.messages().audienceAge().toMillis(),
                config.messages().recallWindow().toMillis());
    }

    private static Groups groups(World world, Ways ways) {
        return new Groups(
                world.storage(),
                ways.bus(),
                world.placement(),
                ways.postman(),
                world.limits().groups(),
                world.limits().profiles());
    }
}
