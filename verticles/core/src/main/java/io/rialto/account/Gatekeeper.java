package io.rialto.account;

import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;

/** Finds out who a client is. */
@FunctionalInterface
public interface Gatekeeper {
    /**
     * Who this is; fails with {@code unauthenticated}, {@code token_expired} or {@code overloaded}. The future completes on
     * the caller's context.
     */
    Future<Principal> authenticate(SignIn signIn);
}
