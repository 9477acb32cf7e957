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
        if (ask.question() instanceof RoomCommand<?> command) {
            answer(ask, command);
        } else {
            Shard.unknown(ask);
        }
    }

    @SuppressWarnings("unchecked")
    private <R> void answer(Ask<?, ?> ask, RoomCommand<R> command) {
        Shard.answer((Ask<?, R>) ask, () -> command.answeredBy(new RoomRequests(groups, turns, ask.caller())));
    }
}
