package io.rialto.session;

import io.rialto.access.Denial;
import io.rialto.bus.Address;
import io.rialto.contract.command.Admission;
import io.rialto.contract.command.BannedList;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.RoomCommand.AddMembers;
import io.rialto.contract.command.RoomCommand.ApplyToRoom;
import io.rialto.contract.command.RoomCommand.BanMember;
import io.rialto.contract.command.RoomCommand.BlockRoom;
import io.rialto.contract.command.RoomCommand.CreateRoom;
import io.rialto.contract.command.RoomCommand.DeleteRoom;
import io.rialto.contract.command.RoomCommand.GetRoom;
import io.rialto.contract.command.RoomCommand.JoinRoom;
import io.rialto.contract.command.RoomCommand.LeaveRoom;
import io.rialto.contract.command.RoomCommand.ListBannedMembers;
import io.rialto.contract.command.RoomCommand.ListBlockedRooms;
import io.rialto.contract.command.RoomCommand.ListRooms;
import io.rialto.contract.command.RoomCommand.RejectApplicant;
import io.rialto.contract.command.RoomCommand.RemoveMembers;
import io.rialto.contract.command.RoomCommand.TransferRoom;
import io.rialto.contract.command.RoomCommand.UpdateRoom;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.command.RoomList;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;

/** The groups of one session's account: asked for where they are served. Confined to the connection's context. */
final class RoomDesk implements RoomCommand.Handler {
    private final SessionParts parts;
    private final ConnectedSession session;

    RoomDesk(SessionParts parts, ConnectedSession session) {
        this.parts = parts;
        this.session = session;
    }

    @Override
    public Future<RoomInfo> on(CreateRoom command) {
        return enter(command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(GetRoom command) {
        return ask(command.room(), command);
    }

    @Override
    public Future<Done> on(DeleteRoom command) {
        return ask(command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(JoinRoom command) {
        return enter(command.room(), command);
    }

    @Override
    public Future<Admission> on(ApplyToRoom command) {
        return enter(command.room(), command);
    }

    @Override
    public Future<Done> on(RejectApplicant command) {
        return ask(command.room(), command);
    }

    @Override
    public Future<Done> on(LeaveRoom command) {
        return ask(command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(AddMembers command) {
        return ask(command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(RemoveMembers command) {
        return ask(command.room(), command);
    }

    @Override
    public Future<Done> on(BanMember command) {
        return ask(command.room(), command);
    }

    @Override
    public Future<BannedList> on(ListBannedMembers command) {
        return ask(command.room(), command);
    }

    @Override
    public Future<Done> on(BlockRoom command) {
        return ask(command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(UpdateRoom command) {
        return ask(command.room(), command);
    }

    @Override
    public Future<RoomInfo> on(TransferRoom command) {
        return ask(command.room(), command);
    }

    @Override
    public Future<RoomList> on(ListBlockedRooms command) {
        return parts.storage().rooms().blockedBy(session.info().account()).map(RoomList::new);
    }

    @Override
    public Future<RoomList> on(ListRooms command) {
        return parts.storage().rooms().roomsOf(session.info().account()).map(RoomList::new);
    }

    /** Who may not hear a group does not get in either. */
    private <R> Future<R> enter(RoomId room, Object question) {
        Denial denial = session.rights().hear(room);
        return denial == null ? ask(room, question) : Future.failedFuture(denial.refusal());
    }

    private <R> Future<R> ask(RoomId room, Object question) {
        return session.caller().ask(Address.ROOMS, room, question);
    }
}
