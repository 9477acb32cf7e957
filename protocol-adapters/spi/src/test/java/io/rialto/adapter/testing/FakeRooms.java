package io.rialto.adapter.testing;

import io.rialto.contract.command.Admission;
import io.rialto.contract.command.BannedList;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.command.RoomList;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import java.util.List;

/** What a {@link FakeSession} answers of groups: they are open, the session's account is alone in them. */
final class FakeRooms implements RoomCommand.Handler {
    private static final Future<Done> DONE = Future.succeededFuture(Done.DONE);

    private final FakeSession session;

    FakeRooms(FakeSession session) {
        this.session = session;
    }

    @Override
    public Future<RoomInfo> on(RoomCommand.CreateRoom command) {
        return Future.succeededFuture(new RoomInfo(
                command.room(), command.title(), me(), List.of(), command.join(), List.copyOf(command.members()), 0));
    }

    @Override
    public Future<RoomInfo> on(RoomCommand.GetRoom command) {
        return room(command.room());
    }

    @Override
    public Future<Done> on(RoomCommand.DeleteRoom command) {
        return DONE;
    }

    @Override
    public Future<RoomInfo> on(RoomCommand.JoinRoom command) {
        return room(command.room());
    }

    @Override
    public Future<Done> on(RoomCommand.LeaveRoom command) {
        return DONE;
    }

    @Override
    public Future<RoomInfo> on(RoomCommand.AddMembers command) {
        return room(command.room());
    }

    @Override
    public Future<RoomInfo> on(RoomCommand.RemoveMembers command) {
        return room(command.room());
    }

    @Override
    public Future<Admission> on(RoomCommand.ApplyToRoom command) {
        return Future.succeededFuture(Admission.PENDING);
    }

    @Override
    public Future<Done> on(RoomCommand.RejectApplicant command) {
        return DONE;
    }

    @Override
    public Future<Done> on(RoomCommand.BanMember command) {
        return DONE;
    }

    @Override
    public Future<BannedList> on(RoomCommand.ListBannedMembers command) {
        return Future.succeededFuture(new BannedList(List.of(new AccountId("mallory"))));
    }

    @Override
    public Future<Done> on(RoomCommand.BlockRoom command) {
        return DONE;
    }

    @Override
    public Future<RoomList> on(RoomCommand.ListBlockedRooms command) {
        return Future.succeededFuture(new RoomList(List.of()));
    }

    @Override
    public Future<RoomInfo> on(RoomCommand.UpdateRoom command) {
        return room(command.room());
    }

    @Override
    public Future<RoomInfo> on(RoomCommand.TransferRoom command) {
        return room(command.room());
    }

    @Override
    public Future<RoomList> on(RoomCommand.ListRooms command) {
        return Future.succeededFuture(new RoomList(List.of()));
    }

    private AccountId me() {
        return session.info().account();
    }

    private Future<RoomInfo> room(RoomId room) {
        return Future.succeededFuture(new RoomInfo(room, "", me(), List.of(), JoinPolicy.OPEN, List.of(me()), 0));
    }
}
