package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.office.AccountOffice;
import io.rialto.contract.office.AccountState;
import io.rialto.contract.office.BlockedAccounts;
import io.rialto.contract.session.AccountAdmin;
import io.rialto.contract.session.Push;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Accounts that nobody keeps ({@code accounts.mode: none}): whatever is asked for is there. Safe on any thread. */
public final class AnyAccounts implements AccountAdmin, AccountOffice, PasswordChange {
    private final Tokens tokens;
    private final Tickets tickets;
    private final SignOuts signOuts;
    private final Duration maxTtl;

    /** Accounts with these tokens and tickets, that live at most so long. */
    public AnyAccounts(Tokens tokens, Tickets tickets, SignOuts signOuts, Duration maxTtl) {
        this.tokens = tokens;
        this.tickets = tickets;
        this.signOuts = signOuts;
        this.maxTtl = maxTtl;
    }

    @Override
    public Future<AccountId> create(AccountId id, String login, String password) {
        if (id == null && login == null) {
            return Future.failedFuture(
                    new GatewayException(ErrorCode.BAD_REQUEST, "an account needs an id or a login name"));
        }
        try {
            return Future.succeededFuture(id == null ? AnyName.account(login) : id);
        } catch (GatewayException illegal) {
            return Future.failedFuture(illegal);
        }
    }

    @Override
    public Future<String> issueToken(AccountId account, Duration ttl) {
        return requireLife(ttl).map(legal -> tokens.issue(account, ttl));
    }

    @Override
    public Future<Long> issueTicket(AccountId account, Duration ttl) {
        return requireLife(ttl).compose(legal -> tickets.issue(account, Principal.ANY_EPOCH, ttl));
    }

    @Override
    public Future<AccountId> byLogin(String login) {
        try {
            return Future.succeededFuture(AnyName.account(login));
        } catch (GatewayException illegal) {
            return Future.failedFuture(illegal);
        }
    }

    @Override
    public Future<AccountState> state(AccountId account) {
        return Future.succeededFuture(new AccountState(account, 0, true, true, 0));
    }

    @Override
    public Future<Void> setPassword(AccountId account, String password) {
        return nothingKept();
    }

    /** Its sessions end; nothing is kept by which its tokens could be told to be of before. */
    @Override
    public Future<Void> signOut(AccountId account) {
        return signOuts.of(account, 0, Push.Reason.SIGNED_OUT, null);
    }

    @Override
    public Future<Void> block(AccountId account, long until) {
        return nothingKept();
    }

    @Override
    public Future<Void> unblock(AccountId account) {
        return nothingKept();
    }

    @Override
    public Future<BlockedAccounts> blocked(AccountId after, int limit) {
        return Future.succeededFuture(new BlockedAccounts(List.of(), false));
    }

    @Override
    public Future<Long> change(AccountId account, String old, String fresh) {
        return nothingKept();
    }

    private static <R> Future<R> nothingKept() {
        return Future.failedFuture(
                new GatewayException(ErrorCode.UNSUPPORTED, "accounts.mode is none: no passwords, no blocks are kept"));
    }

    private Future<Void> requireLife(Duration ttl) {
        return ttl.compareTo(maxTtl) > 0 || ttl.toSeconds() < 1
                ? Future.failedFuture(new GatewayException(
                        ErrorCode.BAD_REQUEST, "a token lives at most " + maxTtl.toSeconds() + " seconds, at least 1"))
                : Future.succeededFuture();
    }
}
