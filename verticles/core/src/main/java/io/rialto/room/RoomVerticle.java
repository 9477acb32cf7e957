package io.rialto.room;

import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.bus.Bus;
import io.rialto.bus.InTurn;
import io.rialto.bus.Shard;
import io.rialto.cluster.Home;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/**
 * The groups of one shard: who made them, who belongs to them. Requests of one room are answered one after the other.
 * One instance per shard, confined to its context.
 */
public final class RoomVerticle extends VerticleBase {
    private final Bus bus;
    private final Home home;
    private final Groups groups;
    private final InTurn<RoomId> turns = new InTurn<>();

    /** The shard at this home. */
    public RoomVerticle(Bus bus, Home home, Groups groups) {
        this.bus = bus;
        this.home = home;
        this.groups = groups;
    }

    @Override
    public Future<?> start() {
        return bus.receive(Address.ROOMS, home, this::onMessage);
    }

    private void onMessage(Object message) {
        Ask<?, ?> ask = (Ask<?, ?>) message;
        if (ask.question() instanceof RoomCommand.CreateRoom create) {
            answer(ask, create.room(), () -> groups.create(ask.caller(), create));
        } else if (ask.question() instanceof RoomCommand.GetRoom get) {
            answer(ask, get.room(), () -> groups.get(ask.caller(), get.room()));
        } else if (ask.question() instanceof RoomCommand.DeleteRoom delete) {
            answer(ask, delete.room(), () -> groups.delete(ask.caller(), delete.room()));
        } else if (ask.question() instanceof RoomCommand.JoinRoom join) {
            answer(ask, join.room(), () -> groups.join(ask.caller(), join.room()));
        } else if (ask.question() instanceof RoomCommand.ApplyToRoom apply) {
            answer(ask, apply.room(), () -> groups.apply(ask.caller(), apply));
        } else if (ask.question() instanceof RoomCommand.RejectApplicant reject) {
            answer(ask, reject.room(), () -> groups.reject(ask.caller(), reject));
        } else if (ask.question() instanceof RoomCommand.LeaveRoom leave) {
            answer(ask, leave.room(), () -> groups.leave(ask.caller(), leave.room()));
        } else if (ask.question() instanceof RoomCommand.AddMembers add) {
            answer(ask, add.room(), () -> groups.add(ask.caller(), add.room(), add.accounts()));
        } else if (ask.question() instanceof RoomCommand.RemoveMembers remove) {
            answer(ask, remove.room(), () -> groups.remove(ask.caller(), remove.room(), remove.accounts()));
        } else if (ask.question() instanceof RoomCommand.BanMember ban) {
            answer(ask, ban.room(), () -> groups.ban(ask.caller(), ban.room(), ban.account()));
        } else if (ask.question() instanceof RoomCommand.ListBannedMembers list) {
            answer(ask, list.room(), () -> groups.banned(ask.caller(), list.room()));
        } else if (ask.question() instanceof RoomCommand.BlockRoom block) {
            answer(ask, block.room(), () -> groups.block(ask.caller(), block.room()));
        } else if (ask.question() instanceof RoomCommand.UpdateRoom update) {
            answer(ask, update.room(), () -> groups.update(ask.caller(), update));
        } else if (ask.question() instanceof RoomCommand.TransferRoom transfer) {
            answer(ask, transfer.room(), () -> groups.transfer(ask.caller(), transfer.room(), transfer.account()));
        } else {
            Shard.unknown(ask);
        }
    }

    @SuppressWarnings("unchecked")
    private <R> void answer(Ask<?, ?> ask, RoomId room, Supplier<Future<R>> step) {
        Shard.answer((Ask<?, R>) ask, () -> turns.run(room, step));
    }
}
