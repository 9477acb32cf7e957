package io.rialto.adapter.websocket;

import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.RoomRequests;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.command.ChannelCommand;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.id.Topics;

/**
 * What {@code room.join} and {@code room.leave} are about: a group, or channels.
 *
 * @param group the room that is no channel; null for channels
 * @param filter the topic filter of the channels; null for a group
 * @param retained whether the retained values of the channels are wanted
 */
record Membership(RoomId group, String filter, boolean retained) {
    /** Reads {@code {room | filter, retained?}}. */
    static Membership read(Fields args) {
        boolean retained = args.flag("retained", false);
        if (args.has("filter")) {
            return new Membership(null, args.parsed("filter", Topics::requireFilter), retained);
        }
        RoomId room = RoomRequests.room(args);
        return room.kind() == RoomKind.CHANNEL
                ? new Membership(null, room.name(), retained)
                : new Membership(room, null, false);
    }

    boolean isGroup() {
        return group != null;
    }

    Command<Done> subscribe(Subscriber subscriber) {
        return new ChannelCommand.Subscribe(filter, subscriber, retained);
    }

    Command<Done> leave(Subscriber subscriber) {
        return isGroup() ? new RoomCommand.LeaveRoom(group) : new ChannelCommand.Unsubscribe(filter, subscriber);
    }
}
