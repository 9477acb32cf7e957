package io.rialto.message;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.cluster.Home;
import io.rialto.cluster.Placement;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import java.util.List;

/** Tells that the members of a room, or who of them may speak, are not what they were. Stateless. */
public final class AudienceNews {
    private final Bus bus;
    private final Placement placement;

    /** News that go by this bus. */
    public AudienceNews(Bus bus, Placement placement) {
        this.bus = bus;
        this.placement = placement;
    }

    /**
     * Done when the room's message shard uses what was before no more, nor does that of any other node that can be reached:
     * one that sees other members than this one may take itself for the room's home.
     */
    public Future<Done> changed(RoomId room) {
        Home home = placement.of(room);
        List<Future<Done>> told = placement.ranking(room).stream()
                .map(node -> placement.on(node, room))
                .filter(there -> there != null && !there.equals(home))
                .map(there -> tell(there, room).otherwise(Done.DONE))
                .toList();
        Future<Done> athome = tell(home, room);
        return Future.join(told).transform((all, unreachable) -> athome);
    }

    private Future<Done> tell(Home home, RoomId room) {
        return bus.ask(Address.MESSAGES, home, null, null, new AudienceChanged(room));
    }
}
