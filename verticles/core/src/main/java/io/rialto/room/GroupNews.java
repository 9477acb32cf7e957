package io.rialto.room;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.cluster.Home;
import io.rialto.cluster.Placement;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import io.rialto.message.AudienceChanged;
import io.rialto.post.Postman;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** Spreads what has become of a group's members: to its message shard, to sessions. Stateless. */
final class GroupNews {
    private final Bus bus;
    private final Placement placement;
    private final Postman postman;

    GroupNews(Bus bus, Placement placement, Postman postman) {
        this.bus = bus;
        this.placement = placement;
        this.postman = postman;
    }

    /**
     * Done when the room's message shard uses the old members no more, nor does that of any other node that can be reached:
     * one that sees other members than this one may take itself for the room's home.
     */
    Future<Done> changed(RoomId room) {
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

    /** Tells everybody in {@code told} of each who came. */
    void joined(RoomId room, Collection<AccountId> told, Collection<AccountId> joined) {
        joined.forEach(account -> tell(room, told, account, true));
    }

    /** Tells everybody in {@code told} of each who left; whoever left does not see the group's live view any more. */
    void left(RoomId room, Collection<AccountId> told, Collection<AccountId> left) {
        left.forEach(account -> {
            postman.lost(account, room);
            tell(room, told, account, false);
        });
    }

    /** The group is new: each member is told of itself, since n members told of n would be n² pushes. */
    void made(RoomId room, Collection<AccountId> members) {
        members.forEach(member -> tell(room, List.of(member), member, true));
    }

    /** The group is gone: each member is told of itself. */
    void ended(RoomId room, Collection<AccountId> members) {
        members.forEach(member -> left(room, List.of(member), List.of(member)));
    }

    private void tell(RoomId room, Collection<AccountId> told, AccountId account, boolean joined) {
        postman.push(told, new Push.MemberChanged(room, account, joined));
    }
}
