package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.AccountStore;
import io.vertx.core.Future;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Accounts that somebody else vouches for: an account of that id is made when it signs in for the first time, so that others
 * can write to it. Safe on any thread.
 */
public final class Outsiders {
    private static final int REMEMBERED = 100_000;

    /** Null where accounts are not made. */
    private final AccountStore store;

    private final Set<AccountId> known = ConcurrentHashMap.newKeySet();

    private Outsiders(AccountStore store) {
        this.store = store;
    }

    /** Accounts are made in this store. */
    public static Outsiders madeIn(AccountStore store) {
        return new Outsiders(store);
    }

    /** Accounts are not made: who has none signs in all the same, but nobody can write to it. */
    public static Outsiders notMade() {
        return new Outsiders(null);
    }

    /** The id that somebody else says; {@code unauthenticated} where it is none, or one of our guests. */
    static AccountId account(String name) {
        if (name.startsWith(Guests.PREFIX)) {
            throw new GatewayException(ErrorCode.UNAUTHENTICATED, "an account cannot be called like a guest");
        }
        try {
            return new AccountId(name);
        } catch (GatewayException illegal) {
            throw new GatewayException(
                    ErrorCode.UNAUTHENTICATED, "what names the account is no account id: " + illegal.getMessage());
        }
    }

    /** Makes sure that there is such an account. */
    Future<Principal> admit(Principal principal) {
        AccountId account = principal.account();
        if (store == null || known.contains(account)) {
            return Future.succeededFuture(principal);
        }
        return store.create(new AccountRecord(account, null, null, System.currentTimeMillis()))
                .recover(failure -> GatewayException.codeOf(failure) == ErrorCode.ALREADY
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure))
                .map(made -> {
                    if (known.size() < REMEMBERED) {
                        known.add(account);
                    }
                    return principal;
                });
    }
}
