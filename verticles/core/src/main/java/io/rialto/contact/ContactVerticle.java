package io.rialto.contact;

import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.bus.Bus;
import io.rialto.bus.InTurn;
import io.rialto.bus.Shard;
import io.rialto.cluster.Home;
import io.rialto.contract.command.ContactCommand.AddContact;
import io.rialto.contract.command.ContactCommand.BlockContact;
import io.rialto.contract.command.ContactCommand.RemoveContact;
import io.rialto.contract.command.ContactCommand.UnblockContact;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/**
 * What the accounts of a shard's direct rooms make of each other, one request of a pair after the other. One instance per
 * shard, confined to its context.
 */
public final class ContactVerticle extends VerticleBase {
    private final Bus bus;
    private final Home home;
    private final Contacts contacts;
    private final InTurn<RoomId> turns = new InTurn<>();

    /** The shard at this home. */
    public ContactVerticle(Bus bus, Home home, Contacts contacts) {
        this.bus = bus;
        this.home = home;
        this.contacts = contacts;
    }

    @Override
    public Future<?> start() {
        return bus.receive(Address.CONTACTS, home, this::onMessage);
    }

    private void onMessage(Object message) {
        Ask<?, ?> ask = (Ask<?, ?>) message;
        AccountId caller = ask.caller();
        if (ask.question() instanceof AddContact add) {
            answer(ask, add.account(), () -> contacts.add(caller, add));
        } else if (ask.question() instanceof RemoveContact remove) {
            answer(ask, remove.account(), () -> contacts.remove(caller, remove.account()));
        } else if (ask.question() instanceof BlockContact block) {
            answer(ask, block.account(), () -> contacts.block(caller, block.account()));
        } else if (ask.question() instanceof UnblockContact unblock) {
            answer(ask, unblock.account(), () -> contacts.unblock(caller, unblock.account()));
        } else {
            Shard.unknown(ask);
        }
    }

    @SuppressWarnings("unchecked")
    private <R> void answer(Ask<?, ?> ask, AccountId other, Supplier<Future<R>> step) {
        Shard.answer((Ask<?, R>) ask, () -> turns.run(RoomId.direct(ask.caller(), other), step));
    }
}
