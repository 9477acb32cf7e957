package io.rialto.session;

import io.rialto.access.Denial;
import io.rialto.bus.Address;
import io.rialto.bus.InTurn;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.command.SignalCommand.Signal;
import io.rialto.contract.command.SignalCommand.SignalAccounts;
import io.rialto.contract.command.SignalCommand.SignalContacts;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Push;
import io.rialto.message.VouchedSignal;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/**
 * What one session says to whoever is there now. Signals to accounts keep their order: the one before is on its way before
 * the next one's recipients are looked up. Confined to the connection's context.
 */
final class SignalDesk implements SignalCommand.Handler {
    private static final int MAX_ACCOUNTS = 200;
    private static final int MAX_WAITING = 16;

    private final SessionParts parts;
    private final ConnectedSession session;
    private final AccountId account;
    private final InTurn<AccountId> turns = new InTurn<>();
    private int waiting;

    SignalDesk(SessionParts parts, ConnectedSession session) {
        this.parts = parts;
        this.session = session;
        this.account = session.info().account();
    }

    @Override
    public Future<Done> on(Signal command) {
        Denial denial = session.rights().signal(command.room());
        Object question = session.vouchedFor() ? new VouchedSignal(command) : command;
        return denial == null
                ? session.caller().ask(Address.MESSAGES, command.room(), question)
                : Future.failedFuture(denial.refusal());
    }

    @Override
    public Future<Done> on(SignalContacts command) {
        return tell(command.content(), () -> parts.storage().contacts().friends(account));
    }

    @Override
    public Future<Done> on(SignalAccounts command) {
        List<AccountId> accounts = command.accounts();
        if (accounts.size() > MAX_ACCOUNTS) {
            return refuse(ErrorCode.LIMIT_REACHED, "at most " + MAX_ACCOUNTS + " accounts at a time");
        }
        for (AccountId one : accounts) {
            Denial denial = session.rights().signal(RoomId.direct(account, one));
            if (denial != null) {
                return Future.failedFuture(denial.refusal());
            }
        }
        return tell(command.content(), () -> {
            Future<Void> known = command.strict() ? requireAll(accounts) : Future.succeededFuture();
            return known.compose(all -> parts.storage().contacts().reachable(account, accounts));
        });
    }

    private Future<Void> requireAll(List<AccountId> accounts) {
        return Future.all(accounts.stream().distinct().map(this::require).toList())
                .mapEmpty();
    }

    private Future<Void> require(AccountId one) {
        return parts.storage()
                .accounts()
                .byId(one)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture()
                        : refuse(ErrorCode.NOT_FOUND, "there is no account " + one));
    }

    private Future<Done> tell(Content content, Supplier<Future<List<AccountId>>> recipients) {
        if (content.size() > parts.maxBytes()) {
            return refuse(
                    ErrorCode.TOO_LARGE,
                    "the signal takes " + content.size() + " bytes, at most " + parts.maxBytes() + " are allowed");
        }
        if (waiting >= MAX_WAITING) {
            return refuse(ErrorCode.OVERLOADED, "more than " + MAX_WAITING + " signals wait for their recipients");
        }
        waiting++;
        return turns.run(account, () -> recipients.get().map(found -> spread(found, content)))
                .onComplete(told -> waiting--);
    }

    /** Nobody is echoed; friends that rules deny are left out. */
    private Done spread(List<AccountId> found, Content content) {
        List<AccountId> others = found.stream()
                .filter(one -> !one.equals(account))
                .filter(one -> session.rights().signal(RoomId.direct(account, one)) == null)
                .toList();
        if (!others.isEmpty()) {
            parts.postman().push(others, new Push.Signalled(null, account, content));
        }
        return Done.DONE;
    }

    private static <R> Future<R> refuse(ErrorCode code, String why) {
        return Future.failedFuture(new GatewayException(code, why));
    }
}
