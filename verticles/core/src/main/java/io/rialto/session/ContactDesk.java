package io.rialto.session;

import io.rialto.bus.Address;
import io.rialto.contract.command.AccountList;
import io.rialto.contract.command.Command;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;

/** The contacts of one session's account. Confined to the connection's context. */
final class ContactDesk {
    private final SessionParts parts;
    private final ConnectedSession session;
    private final AccountId account;

    ContactDesk(SessionParts parts, ConnectedSession session) {
        this.parts = parts;
        this.session = session;
        this.account = session.info().account();
    }

    /** Asks whoever serves the pair. */
    <R> Future<R> change(AccountId other, Command<R> command) {
        RoomId pair = RoomId.direct(account, other);
        return parts.bus().ask(Address.CONTACTS, parts.placement().of(pair), account, session, command);
    }

    Future<AccountList> friends() {
        return parts.storage().contacts().friends(account).map(AccountList::new);
    }

    Future<AccountList> blocked() {
        return parts.storage().contacts().blocked(account).map(AccountList::new);
    }
}
