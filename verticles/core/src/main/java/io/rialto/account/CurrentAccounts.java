package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Exchange;
import io.rialto.contract.session.SignIn;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.AccountStore;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Turns away whoever proves to be an account that is blocked, or proves it by what was good in an earlier epoch of the
 * account only. Safe on any thread.
 */
public final class CurrentAccounts implements Gatekeeper {
    private final Gatekeeper proofs;
    private final AccountStore store;

    /** {@code proofs} finds out who it is. */
    public CurrentAccounts(Gatekeeper proofs, AccountStore store) {
        this.proofs = proofs;
        this.store = store;
    }

    @Override
    public Future<Principal> authenticate(SignIn signIn) {
        return proofs.authenticate(signIn)
                .compose(principal -> principal.guest()
                        ? Future.succeededFuture(principal)
                        : store.byId(principal.account()).compose(found -> check(principal, found)));
    }

    @Override
    public Optional<Exchange> exchange(String method) {
        return proofs.exchange(method);
    }

    private static Future<Principal> check(Principal principal, Optional<AccountRecord> found) {
        if (found.isEmpty()) {
            return Future.succeededFuture(principal);
        }
        AccountRecord account = found.get();
        if (account.isBlockedAt(System.currentTimeMillis())) {
            return refuse(ErrorCode.BLOCKED, "account " + account.id() + " is blocked");
        }
        return principal.epoch() < account.epoch()
                ? refuse(ErrorCode.UNAUTHENTICATED, "the token was taken back, sign in anew")
                : Future.succeededFuture(principal.in(account.epoch()));
    }

    private static Future<Principal> refuse(ErrorCode code, String why) {
        return Future.failedFuture(new GatewayException(code, why));
    }
}
