package io.rialto.session;

import io.rialto.bus.Address;
import io.rialto.contract.command.AccountList;
import io.rialto.contract.command.ContactCommand;
import io.rialto.contract.command.ContactCommand.AddContact;
import io.rialto.contract.command.ContactCommand.BlockContact;
import io.rialto.contract.command.ContactCommand.ListBlocked;
import io.rialto.contract.command.ContactCommand.ListContacts;
import io.rialto.contract.command.ContactCommand.RemoveContact;
import io.rialto.contract.command.ContactCommand.UnblockContact;
import io.rialto.contract.command.ContactInfo;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;

/** The contacts of one session's account. Confined to the connection's context. */
final class ContactDesk implements ContactCommand.Handler {
    private final SessionParts parts;
    private final ConnectedSession session;
    private final AccountId account;

    ContactDesk(SessionParts parts, ConnectedSession session) {
        this.parts = parts;
        this.session = session;
        this.account = session.info().account();
    }

    @Override
    public Future<ContactInfo> on(AddContact command) {
        return change(command.account(), command);
    }

    @Override
    public Future<Done> on(RemoveContact command) {
        return change(command.account(), command);
    }

    @Override
    public Future<Done> on(BlockContact command) {
        return change(command.account(), command);
    }

    @Override
    public Future<Done> on(UnblockContact command) {
        return change(command.account(), command);
    }

    @Override
    public Future<AccountList> on(ListContacts command) {
        return parts.storage().contacts().friends(account).map(AccountList::new);
    }

    @Override
    public Future<AccountList> on(ListBlocked command) {
        return parts.storage().contacts().blocked(account).map(AccountList::new);
    }

    /** Asks whoever serves the pair. */
    private <R> Future<R> change(AccountId other, ContactCommand<R> command) {
        return session.caller().ask(Address.CONTACTS, RoomId.direct(account, other), command);
    }
}
