package io.rialto.session;

import io.rialto.account.SignOuts;
import io.rialto.bus.Address;
import io.rialto.contract.command.AccountCommand;
import io.rialto.contract.command.AccountCommand.ChangePassword;
import io.rialto.contract.command.AccountCommand.ListSessions;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.SessionList;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Push;
import io.vertx.core.Future;

/** The account of one session: its password, its other sessions. Confined to the connection's context. */
final class AccountDesk implements AccountCommand.Handler {
    private final SessionParts parts;
    private final ConnectedSession session;
    private final AccountId account;

    AccountDesk(SessionParts parts, ConnectedSession session) {
        this.parts = parts;
        this.session = session;
        this.account = session.info().account();
    }

    /** Who asks stays. */
    @Override
    public Future<Done> on(ChangePassword command) {
        return parts.passwords()
                .change(account, command.old(), command.fresh())
                .onSuccess(session.registration()::staysIn)
                .compose(epoch -> new SignOuts(parts.bus(), parts.placement())
                        .of(
                                account,
                                epoch,
                                Push.Reason.SIGNED_OUT,
                                session.info().id()))
                .map(gone -> Done.DONE);
    }

    @Override
    public Future<SessionList> on(ListSessions command) {
        return session.caller().ask(Address.SESSIONS, account, new WhoIsThere(account));
    }
}
