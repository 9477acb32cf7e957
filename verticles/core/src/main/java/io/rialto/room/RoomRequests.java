package io.rialto.room;

import io.rialto.bus.InTurn;
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
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;

/**
 * What one account asks of the groups of a shard: one after the other for each group. Used once, confined to the shard's
 * context.
 */
record RoomRequests(Groups groups, InTurn<RoomId> turns, AccountId caller) implements RoomCommand.Handler {
    @Override
    public Future<RoomInfo> on(CreateRoom command) {
        return turns.run(command.room(), () -> groups.create(caller, command));
    }

    @Override
    public Future<RoomInfo> on(GetRoom command) {
        return turns.run(command.room(), () -> groups.get(caller, command.room()));
    }

    @Override
    public Future<Done> on(DeleteRoom command) {
        return turns.run(command.room(), () -> groups.delete(caller, command.room()));
    }

    @Override
    public Future<RoomInfo> on(JoinRoom command) {
        return turns.run(command.room(), () -> groups.join(caller, command.room()));
    }

    @Override
    public Future<Admission> on(ApplyToRoom command) {
        return turns.run(command.room(), () -> groups.apply(caller, command));
    }

    @Override
    public Future<Done> on(RejectApplicant command) {
        return turns.run(command.room(), () -> groups.reject(caller, command));
    }

    @Override
    public Future<Done> on(LeaveRoom command) {
        return turns.run(command.room(), () -> groups.leave(caller, command.room()));
    }

    @Override
    public Future<RoomInfo> on(AddMembers command) {
        return turns.run(command.room(), () -> groups.add(caller, command.room(), command.accounts()));
    }

    @Override
    public Future<RoomInfo> on(RemoveMembers command) {
        return turns.run(command.room(), () -> groups.remove(caller, command.room(), command.accounts()));
    }

    @Override
    public Future<Done> on(BanMember command) {
        return turns.run(command.room(), () -> groups.ban(caller, command.room(), command.account()));
    }

    @Override
    public Future<BannedList> on(ListBannedMembers command) {
        return turns.run(command.room(), () -> groups.banned(caller, command.room()));
    }

    @Override
    public Future<Done> on(BlockRoom command) {
        return turns.run(command.room(), () -> groups.block(caller, command.room()));
    }

    @Override
    public Future<RoomInfo> on(UpdateRoom command) {
        return turns.run(command.room(), () -> groups.update(caller, command));
    }

    @Override
    public Future<RoomInfo> on(TransferRoom command) {
        return turns.run(command.room(), () -> groups.transfer(caller, command.room(), command.account()));
    }

    @Override
    public Future<RoomList> on(ListBlockedRooms command) {
        return elsewhere();
    }

    @Override
    public Future<RoomList> on(ListRooms command) {
        return elsewhere();
    }

    /** The groups of an account have many homes: its session reads them from the store. */
    private static Future<RoomList> elsewhere() {
        return Future.failedFuture(
                new GatewayException(ErrorCode.UNSUPPORTED, "the groups of an account are not asked for here"));
    }
}
