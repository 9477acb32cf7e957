package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.AccountAdmin;
import io.vertx.core.Future;
import java.time.Duration;

/** Accounts that nobody keeps ({@code accounts.mode: none}): whatever is asked for is there. Safe on any thread. */
public final class AnyAccounts implements AccountAdmin {
    private final Tokens tokens;
    private final Tickets tickets;
    private final Duration maxTtl;

    /** Accounts with these tokens and tickets, that live at most so long. */
    public AnyAccounts(Tokens tokens, Tickets tickets, Duration maxTtl) {
        this.tokens = tokens;
        this.tickets = tickets;
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
        return requireLife(ttl).compose(legal -> tickets.issue(account, ttl));
    }

    private Future<Void> requireLife(Duration ttl) {
        return ttl.compareTo(maxTtl) > 0 || ttl.toSeconds() < 1
                ? Future.failedFuture(new GatewayException(
                        ErrorCode.BAD_REQUEST, "a token lives at most " + maxTtl.toSeconds() + " seconds, at least 1"))
                : Future.succeededFuture();
    }
}
