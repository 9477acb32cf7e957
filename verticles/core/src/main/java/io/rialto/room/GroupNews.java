package io.rialto.room;

import io.rialto.bus.Bus;
import io.rialto.cluster.Placement;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import io.rialto.message.AudienceNews;
import io.rialto.post.Postman;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** Spreads what has become of a group's members: to its message shard, to sessions. Stateless. */
final class GroupNews {
    private final AudienceNews audiences;
    private final Postman postman;

    GroupNews(Bus bus, Placement placement, Postman postman) {
        this.audiences = new AudienceNews(bus, placement);
        this.postman = postman;
    }

    /** See {@link AudienceNews#changed}. */
    Future<Done> changed(RoomId room) {
        return audiences.changed(room);
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
